-- SPDX-License-Identifier: BSD-2-Clause
--
-- common.lua - what every script here begins with. Given by -D: socket, and where the script needs it more.

function must(condition, words)
	if not condition then
		mt.echo("failed: " .. words)
		error(words)
	end
end

function open_connection()
	local conn = mt.connect(socket, 40, 0.05)
	must(conn ~= nil, "cannot connect")
	must(mt.conninfo(conn, "peer.example", "192.0.2.1") == nil, "conninfo")
	return conn
end

-- The reply at DATA.
function envelope(conn, sender, recipients, queue_id)
	must(mt.mailfrom(conn, sender) == nil, "mailfrom")
	for _, recipient in ipairs(recipients) do
		if queue_id then
			mt.macro(conn, SMFIC_RCPT, "i", queue_id)
		end
		must(mt.rcptto(conn, recipient) == nil, "rcptto")
	end
	must(mt.data(conn) == nil, "data")
	return mt.getreply(conn)
end

function content(conn, headers, body)
	for _, header in ipairs(headers) do
		must(mt.header(conn, header[1], header[2]) == nil, "header")
	end
	if not mt.test_option(conn, SMFIP_NOEOH) then
		must(mt.eoh(conn) == nil, "eoh")
	end
	must(mt.bodystring(conn, body) == nil, "bodystring")
	must(mt.eom(conn) == nil, "eom")
	return mt.getreply(conn)
end

statement = {
	{ "From", " Peer SG15 <sg15@peer.example>" },
	{ "To", " statements@ours.example" },
	{ "Subject", " Liaison statement on timing" },
	{ "Date", " Mon, 23 Nov 2026 10:00:00 +0000" },
	{ "Message-ID", " <timing@peer.example>" },
}
letter = "Title: Timing of packets\r\nFrom: Peer SG15\r\nTo: Optical WG\r\nPurpose: For action\r\nDeadline: 1 February 2027\r\n\r\nPlease comment.\r\n"
