-- SPDX-License-Identifier: BSD-2-Clause
-- From a peer to somebody of ours: read, and let go as it is where it holds no statement.
dofile(lua .. "/common.lua")

local conn = open_connection()
must(envelope(conn, "<somebody@peer.example>", { "<b@ours.example>" }, "4Q3") == SMFIR_CONTINUE, "not looked at")
must(content(conn, { { "From", " somebody@peer.example" }, { "Subject", " lunch" } }, "Shall we?\r\n") == SMFIR_ACCEPT, "not accepted")
must(not mt.eom_check(conn, MT_HDRADD) and not mt.eom_check(conn, MT_RCPTADD, "<coordination@ours.example>") and not mt.eom_check(conn, MT_HDRDELETE), "edited")
mt.disconnect(conn)
