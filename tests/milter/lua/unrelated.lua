-- SPDX-License-Identifier: BSD-2-Clause
-- Mail that is none of ours goes at DATA, message after message; one recipient of ours among the last is seen.
dofile(lua .. "/common.lua")

local conn = open_connection()
for _ = 1, 3 do
	must(envelope(conn, "<a@elsewhere.example>", { "<b@ours.example>", "<c@ours.example>" }) == SMFIR_ACCEPT, "not let go")
end
must(envelope(conn, "<sg15@peer.example>", { "<b@ours.example>", "<statements@ours.example>" }) == SMFIR_CONTINUE, "let go though ours")
mt.abort(conn)
must(envelope(conn, "<a@elsewhere.example>", { "<b@ours.example>" }) == SMFIR_ACCEPT, "not let go after an abort")
mt.disconnect(conn)
