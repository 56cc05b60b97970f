-- SPDX-License-Identifier: BSD-2-Clause
-- The null sender, addresses without brackets, no macros, no client address.
dofile(lua .. "/common.lua")

for _, sender in ipairs({ "<>", "sg15@peer.example", "<j\xc3\xb6@peer.example>" }) do
	local conn = mt.connect(socket, 40, 0.05)
	must(conn ~= nil, "cannot connect")
	must(mt.conninfo(conn, "localhost", "unspec") == nil, "conninfo")
	must(envelope(conn, sender, { "statements@ours.example" }) == SMFIR_CONTINUE, "let go")
	must(content(conn, { { "Subject", " from " .. sender } }, letter) == SMFIR_ACCEPT, "not accepted")
	mt.disconnect(conn, sender ~= "<>")
end
