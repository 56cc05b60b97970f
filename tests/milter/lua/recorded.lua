-- SPDX-License-Identifier: BSD-2-Clause
-- A statement is recorded, marked and sent to whom it concerns; forged marks go, and the sender's recipients stay.
dofile(lua .. "/common.lua")

local conn = open_connection()
must(mt.test_action(conn, SMFIF_ADDHDRS) and mt.test_action(conn, SMFIF_CHGHDRS) and mt.test_action(conn, SMFIF_ADDRCPT) and mt.test_action(conn, SMFIF_DELRCPT), "actions")
must(not mt.test_action(conn, SMFIF_CHGBODY) and not mt.test_action(conn, SMFIF_QUARANTINE), "more actions than are used")
must(mt.test_option(conn, SMFIP_NR_HDR) and mt.test_option(conn, SMFIP_NR_BODY) and mt.test_option(conn, SMFIP_NOHELO) and mt.test_option(conn, SMFIP_NOUNKNOWN), "steps")

must(envelope(conn, "<sg15@peer.example>", { "<statements@ours.example>" }, "4Q1") == SMFIR_CONTINUE, "let go")
local headers = { { "Liaison-Statement", " id=999" }, table.unpack(statement) }
must(content(conn, headers, letter) == SMFIR_ACCEPT, "not accepted")
must(mt.eom_check(conn, MT_HDRADD, "Liaison-Statement"), "no mark")
must(mt.eom_check(conn, MT_HDRADD, "Liaison-Statement", " id=1; state=pending; reason=unauthenticated"), "another mark")
must(mt.eom_check(conn, MT_HDRDELETE, "Liaison-Statement"), "a forged mark stays")
must(mt.eom_check(conn, MT_RCPTADD, "<coordination@ours.example>"), "coordination is not told")
must(not mt.eom_check(conn, MT_RCPTDELETE, "<statements@ours.example>"), "a recipient of the sender's is gone")
must(not mt.eom_check(conn, MT_BODYCHANGE), "the body is changed")

-- the same once more: the same record
must(envelope(conn, "<sg15@peer.example>", { "<statements@ours.example>" }, "4Q2") == SMFIR_CONTINUE, "let go the second time")
must(content(conn, statement, letter) == SMFIR_ACCEPT, "not accepted the second time")
must(mt.eom_check(conn, MT_HDRADD, "Liaison-Statement", " id=1; state=pending; reason=unauthenticated"), "another record for the same message")
mt.disconnect(conn)
