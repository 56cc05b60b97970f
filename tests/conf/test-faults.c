/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-faults.c - what is said of faulty configurations: every fault, at its line, in its words
 */
#include <config.h>
#include <glib/gstdio.h>
#include <string.h>
#include <liaison/settings.h>

#define NONE "organization: { domains = [ \"example.org\" ]; coordination = \"c@example.org\"; };\n" \
	"milter: { socket = \"inet:8891@127.0.0.1\"; };\n"

/* Lines are counted from the line behind NONE, so that a row reads by itself; -1 is NONE's first. */
struct row { const char *text, *faults; };

static const struct row rows[] = {
	{ "", "" },

	/* syntax */
	{ "mode = \"act\"", "" },
	{ "mode = ;", "1 error: syntax error at 'mode = ;'; is a ';', a quote or a bracket missing here or on the line before?\n" },
	{ "\nmode = \"act;\n\nstore: { };\n", "2 error: syntax error at 'mode = \"act;'; a quote is not closed on this line\n" },
	{ "# it's \"\nx /* \" */ // \"\n = \"a\\\"\";", "2 error: x: there is no such setting; liaison-milter.conf(5) lists them\n" },
	{ "mode = \"act\";\nmode = \"act\";\n", "2 error: duplicate setting name at 'mode = \"act\";'; each setting may be set once\n" },
	{ "liaison_addresses = [ \"a@example.org\", 1 ];", "1 error: mismatched element type in array at 'liaison_addresses = [ \"a@example.org\", 1 ];'; "
	  "everything between [ and ] must be of one type\n" },

	/* names */
	{ "modes = 1;", "1 error: modes: there is no such setting; did you mean \"mode\"?\n" },
	{ "Mode = \"act\";", "1 error: Mode: there is no such setting; did you mean \"mode\"?\n" },
	{ "path = \"/x\";", "1 error: path: there is no such setting; did you mean store.path?\n" },
	{ "frobnicate = 1;", "1 error: frobnicate: there is no such setting; liaison-milter.conf(5) lists them\n" },
	{ "store: {\n  paht = \"/x\";\n};", "2 error: store.paht: there is no such setting; did you mean \"path\"?\n" },
	{ "routes: ( { match = { has-doubt = true; }; stop = true; } );", "1 error: routes[1].match.has-doubt: there is no such setting; did you mean \"has_doubt\"?\n" },
	{ "organisation: { };", "1 error: organisation: there is no such setting; did you mean \"organization\"?\n" },

	/* types */
	{ "mode = 5;", "1 error: mode: a number cannot stand here; write \"act\" or \"observe\"\n" },
	{ "mode = { };", "1 error: mode: a group cannot stand here; write \"act\" or \"observe\"\n" },
	{ "mode = true;", "1 error: mode: true or false cannot stand here; write \"act\" or \"observe\"\n" },
	{ "mode = \"watch\";", "1 error: mode: \"watch\" is not what may stand here; write \"act\" or \"observe\"\n" },
	{ "store = \"/x\";", "1 error: store: a text cannot stand here; write a group, { … };\n" },
	{ "bodies: { };", "1 error: bodies: a group cannot stand here; write a list of groups, ( { … }, { … } );\n" },
	{ "bodies: ( 5 );", "1 error: bodies[1]: a number cannot stand here; write a group, { … }\n" },
	{ "limits: { parts = \"many\"; depth = 1.5; };", "1 error: limits.parts: a text cannot stand here; write a whole number from 1 to 100000\n"
	  "1 error: limits.depth: a number with a fraction cannot stand here; write a whole number from 1 to 1000\n" },
	{ "limits: { parts = 0; depth = 100000; };", "1 error: limits.parts: 0 is not what may stand here; write a whole number from 1 to 100000\n"
	  "1 error: limits.depth: 100000 is not what may stand here; write a whole number from 1 to 1000\n" },
	{ "limits: { parts = 4294967297; };", "1 error: limits.parts: the number is too large; write a size as a text, \"4G\"\n" },
	{ "limits: { message_size = \"50X\"; };", "1 error: limits.message_size: \"50X\" is not what may stand here; write a size from \"64K\" to \"2G\"\n" },
	{ "limits: { message_size = \"99999999999999999999G\"; };", "1 error: limits.message_size: \"99999999999999999999G\" is not what may stand here; write a size from \"64K\" to \"2G\"\n" },
	{ "limits: { message_size = \"9999999999G\"; };", "1 error: limits.message_size: \"9999999999G\" is not what may stand here; write a size from \"64K\" to \"2G\"\n" },
	{ "limits: { message_size = 5; };", "1 error: limits.message_size: 5 is not what may stand here; write a size from \"64K\" to \"2G\"\n" },
	{ "store: { busy = \"5\"; };", "1 error: store.busy: \"5\" is not what may stand here; write a time with its unit (ms, s, m, h, d) from \"0ms\" to \"4m\"\n" },
	{ "store: { busy = 5; };", "1 error: store.busy: a number cannot stand here; write a time with its unit (ms, s, m, h, d) from \"0ms\" to \"4m\"\n" },
	{ "store: { busy = \"1d\"; };", "1 error: store.busy: \"1d\" is not what may stand here; write a time with its unit (ms, s, m, h, d) from \"0ms\" to \"4m\"\n" },
	{ "routes: ( { stop = \"yes\"; } );", "1 error: routes[1].stop: a text cannot stand here; write true or false\n" },
	{ "routes: ( { stop = 1; hold = 0; } );", "1 error: routes[1].stop: a number cannot stand here; write true or false\n"
	  "1 error: routes[1].hold: a number cannot stand here; write true or false\n" },
	{ "liaison_addresses = [ ];", "" },
	{ "liaison_addresses = \"one@example.org\";", "" },
	{ "liaison_addresses = ( \"one@example.org\", 5 );", "1 error: liaison_addresses[2]: a number cannot stand here; write a list of texts, [ \"…\", \"…\" ]\n" },
	{ "store: { path = \"\\xff\"; };", "1 error: store.path: a text that is not valid UTF-8; write the characters themselves\n" },

	/* values, each at its own line */
	{ "liaison_addresses = [\n  \"ok@example.org\",\n  \"bad\",\n  \"Ida <ida@example.org>\"\n];",
	  "3 error: liaison_addresses[2]: \"bad\" is no mail address; write local-part@domain\n"
	  "4 error: liaison_addresses[3]: \"Ida <ida@example.org>\" is more than an address; write local-part@domain alone, without a name and brackets\n" },
	{ "liaison_addresses = [ \"a@example.org,b@example.org\", \"a b@example.org\", \"\" ];",
	  "1 error: liaison_addresses[1]: \"a@example.org,b@example.org\" is no mail address; write local-part@domain\n"
	  "1 error: liaison_addresses[2]: \"a b@example.org\" is no mail address; write local-part@domain\n"
	  "1 error: liaison_addresses[3]: \"\" is no mail address; write local-part@domain\n" },
	{ "liaison_addresses = [ \"x@elsewhere.example\" ];", "1 warning: liaison_addresses: \"x@elsewhere.example\" is in none of organization.domains; mail to it may never come by here\n" },
	{ "outgoing: { submission_clients = [ \"10.0.0.0/8\", \"10.0.0.0/40\" ]; };", "1 error: outgoing.submission_clients[2]: *; write for example \"192.0.2.0/24\" or \"2001:db8::/32\"\n" },
	{ "publish: { base_url = \"liaison.example.org\"; };", "1 error: publish.base_url: \"liaison.example.org\" is no web address; write for example \"https://liaison.example.org/\"\n" },
	{ "publish: { base_url = \"https:///x\"; };", "1 error: publish.base_url: \"https:///x\" names no host; write for example \"https://liaison.example.org/\"\n" },
	{ "publish: { base_url = \"https://x.example/?id=\"; };", "1 error: publish.base_url: \"https://x.example/?id=\" holds '?' or '#'; the number of a record is put behind it\n" },
	{ "publish: { base_url = \"https://x.example/a b\"; };", "1 error: publish.base_url: holds a character that a web address may not; percent-encode it\n" },
	{ "publish: { base_url = \"https://x.example/\\nX: y\"; };", "1 error: publish.base_url: holds a character that a web address may not; percent-encode it\n" },
	{ "store: { path = \"record.db\"; };", "1 error: store.path: \"record.db\" is not absolute; write the path from the root\n" },

	/* bodies and peers */
	{ "bodies: ( { name = \"A\"; },\n { kind = \"wg\"; },\n { name = \"\"; } );",
	  "2 error: bodies[2].name: is not set; every entry of this list needs it\n3 error: bodies[3].name: is empty; write a name\n" },
	{ "bodies: ( { name = \"A\"; kind = \"group\"; } );", "1 error: bodies[1].kind: \"group\" is not what may stand here; write \"wg\", \"area\", \"ietf\", \"iab\", \"irtf\" or \"other\"\n" },
	{ "bodies: ( { name = \"Alpha WG\"; },\n { name = \"ALPHA  wg\"; } );", "2 error: bodies[2].name: \"ALPHA  wg\" already names bodies[1]; a name may stand for one of them only\n" },
	{ "bodies: ( { name = \"A\"; aliases = [ \"X\", \"a\" ]; },\n { name = \"B\"; aliases = [ \"Y\",\n \"x\" ]; } );",
	  "3 error: bodies[2].aliases[2]: \"x\" already names bodies[1]; a name may stand for one of them only\n" },
	{ "bodies: ( { name = \"A\"; } );\npeers: ( { name = \"P\"; aliases = [ \"A\" ]; },\n { name = \"P\"; } );",
	  "2 error: peers[1].aliases[1]: \"A\" already names bodies[1]; a name may stand for one of them only\n"
	  "3 error: peers[2].name: \"P\" already names peers[1]; a name may stand for one of them only\n" },
	{ "peers: ( { name = \"P\"; domains = [ \"p.example\", \"*.q.example\", \"@r.example\", \"localhost\", \"a b.example\" ]; } );",
	  "1 error: peers[1].domains[2]: \"*.q.example\" is no domain; write \"q.example\", its sub-domains are meant as well\n"
	  "1 error: peers[1].domains[3]: \"@r.example\" is no domain; write \"r.example\", its sub-domains are meant as well\n"
	  "1 error: peers[1].domains[4]: \"localhost\" is no domain; write for example \"example.org\"\n"
	  "1 error: peers[1].domains[5]: \"a b.example\" is no domain; write for example \"example.org\"\n" },
	{ "peers: ( { name = \"P\"; domains = [ \"shared.example\" ]; }, { name = \"Q\"; domains = [ \"shared.example\", \"bücher.example\" ]; } );", "" },
	{ "peers: ( { name = \"P\"; domains = [ \"sub.example.org\" ]; } );", "1 error: peers[1].domains: \"sub.example.org\" is one of our own (organization.domains); a peer's domains are its own\n" },
	{ "peers: ( { name = \"P\"; manager = \"m@p.example\"; } );", "1 warning: peers[1].manager: \"m@p.example\" is in none of organization.domains; it should be our own alias for our liaison manager\n" },

	/* rules */
	{ "routes: ( { name = \"r\"; match = { subject = \"/(/\"; }; stop = true; } );", "1 error: routes[1].match.subject: '/(/': *\n" },
	{ "routes: ( { match = { from = [ \"a*\",\n \"/x\" ]; }; stop = true; } );", "2 error: routes[1].match.from[2]: '/x' begins like an expression but has no closing '/'; write /expression/ or /expression/i\n" },
	{ "routes: ( { match = { purpose = [ \"info\", \"comment\", \"unknown\" ]; direction = \"incoming\"; }; hold = true; } );", "" },
	{ "routes: ( { match = { purpose = \"fun\"; direction = \"up\"; }; hold = true; } );",
	  "1 error: routes[1].match.purpose: \"fun\" is not what may stand here; write \"info\", \"action\", \"response\", \"comment\" or \"unknown\", or a list of these\n"
	  "1 error: routes[1].match.direction: \"up\" is not what may stand here; write \"incoming\" or \"outgoing\"\n" },
	{ "routes: ( { add = \"anybody@anywhere.example\"; remove = [ \"*@example.org\", \"a, b\" ]; redirect = \"x\"; } );",
	  "1 error: routes[1].remove[2]: \"a, b\" matches no mail address; write an address, or a glob such as \"*@example.org\"\n"
	  "1 error: routes[1].redirect: \"x\" is no mail address; write local-part@domain\n" },
	{ "routes: ( { name = \"r\"; } );", "1 warning: routes[1]: the rule 'r' does nothing; give it add, remove, redirect, hold, post or stop\n" },
	{ "routes: ( { name = \"r\"; stop = true; },\n { name = \"s\"; stop = true; } );", "2 warning: routes[2]: the rule 's' can never match: 'r' before it matches everything and stops\n" },
	{ "routes: ( { name = \"r\"; match = { direction = \"incoming\"; }; stop = true; }, { name = \"s\"; stop = true; } );", "" },
	{ "routes: ( { name = \"r\"; stop = true; },\n { name = \"R\"; match = { direction = \"incoming\"; }; stop = true; } );",
	  "2 error: routes[2].name: \"R\" names an earlier rule already; plans and the log tell rules apart by name\n"
	  "2 warning: routes[2]: the rule 'R' can never match: 'r' before it matches everything and stops\n" },
	{ "routes: ( { name = \"r\"; match = { doubt = \"no-such\"; }; hold = true; } );", "1 warning: routes[1].match.doubt: the rule 'r' can never match: no doubt has such a name\n" },
	{ "routes: ( { name = \"r\"; match = { doubt = \"no-*\"; has_doubt = false; }; hold = true; } );",
	  "1 warning: routes[1].match.doubt: the rule 'r' can never match: has_doubt = false, and a doubt is asked for\n" },

	/* rules that can never match */
#define ONE(match) "routes: ( { name = \"r\"; match = { " match " }; hold = true; } );"
#define PARTIES "bodies: ( { name = \"ALPHA WG\"; aliases = [ \"Alphas\" ]; } ); peers: ( { name = \"Norm\"; aliases = [ \"NRM\" ]; domains = [ \"norm.example\" ]; } );\n"
#define NEVER(what, why) "2 warning: routes[1].match." what ": the rule 'r' can never match: " why "\n"
#define ONLY "it matches only where a statement says just that"
	{ PARTIES ONE("from = \"Norm\"; to = \"ALPHA WG\";"), "" },
	{ PARTIES ONE("from = [ \"norm\", \"Norm SG1\", \"x@norm.example\", \"X*\", \"/x/\" ]; to = [ \"IETF ALPHA WG\", \"*\" ];"),
	  "2 warning: routes[1].match.to[1]: the rule 'r' asks for \"IETF ALPHA WG\", which names no body or peer here: " ONLY "\n" },
	{ PARTIES ONE("from = \"Guild\";"), "2 warning: routes[1].match.from: the rule 'r' asks for \"Guild\", which names no body or peer here: " ONLY "\n" },
	{ PARTIES ONE("from = [ \"Norm\",\n \"Guild\" ];"), "3 warning: routes[1].match.from[2]: the rule 'r' asks for \"Guild\", which names no body or peer here: " ONLY "\n" },
	{ PARTIES ONE("from = \"NRM\";"), "2 warning: routes[1].match.from: the rule 'r' asks for \"NRM\", another name of \"Norm\": " ONLY "; write \"Norm\"\n" },
	{ PARTIES ONE("to = \"Alphas\";"), "2 warning: routes[1].match.to: the rule 'r' asks for \"Alphas\", another name of \"ALPHA WG\": " ONLY "; write \"ALPHA WG\"\n" },
	{ PARTIES ONE("direction = \"incoming\"; from = \"ALPHA WG\";"), NEVER("from", "an incoming statement is not from one of our bodies") },
	{ PARTIES ONE("direction = \"incoming\"; from = [ \"ALPHA WG\", \"Norm\" ];"), "" },
	{ PARTIES ONE("direction = \"incoming\"; from = [ \"ALPHA WG\", \"a@example.org\" ];"), "" },
	{ PARTIES ONE("direction = \"outgoing\"; from = \"Norm\";"), NEVER("from", "an outgoing statement is not from a peer") },
	{ PARTIES ONE("direction = \"outgoing\"; from = \"ALPHA WG\"; to = \"Norm\";"), "" },
	{ PARTIES ONE("from = \"ALPHA WG\"; to = \"ALPHA WG\";"), NEVER("to", "both sides are bodies of ours") },
	{ PARTIES ONE("from = \"Norm\"; to = \"Norm SG1\";"), "2 warning: routes[1].match.to: the rule 'r' asks for a peer on both sides: it matches only what is addressed to us as well, and says so\n" },
	{ "\n" ONE("doubt = \"no-plain-text\";"), NEVER("doubt", "such a doubt is advice to the author, looked for after the rules") },
	{ "\n" ONE("doubt = \"no-*\";"), "" },
	{ "\n" ONE("doubt = \"unauthenticated\"; authenticated = true;"), NEVER("doubt", "what is authenticated has no such doubt") },
	{ "\n" ONE("doubt = \"unauthenticated\"; authenticated = false;"), "" },
	{ "\n" ONE("authenticated = false; has_doubt = false;"), NEVER("has_doubt", "what is not authenticated has a doubt, unauthenticated") },
	{ "\n" ONE("direction = \"incoming\"; doubt = \"claims-ours\";"), NEVER("doubt", "an incoming statement has no such doubt") },
	{ "\n" ONE("direction = \"incoming\"; doubt = [ \"claims-ours\", \"reply-to-signed\" ];"), NEVER("doubt", "an incoming statement has no such doubt") },
	{ "\n" ONE("direction = \"outgoing\"; doubt = \"misdirected\";"), NEVER("doubt", "an outgoing statement has no such doubt") },
	{ "\n" ONE("direction = \"outgoing\"; doubt = [ \"misdirected\", \"no-purpose\" ];"), "" },
#define TWO(one, two) "routes: ( { name = \"r\"; match = { " one " }; stop = true; },\n { name = \"s\"; match = { " two " }; hold = true; } );"
#define COVERED "2 warning: routes[2]: the rule 's' can never match: 'r' before it matches all that it does and stops\n"
	{ TWO("direction = \"incoming\";", "direction = \"incoming\"; purpose = \"action\";"), COVERED },
	{ TWO("direction = \"incoming\";", "purpose = \"action\";"), "" },
	{ TWO("direction = \"incoming\";", "direction = \"outgoing\";"), "" },
	{ TWO("purpose = [ \"info\", \"action\" ];", "purpose = \"action\";"), COVERED },
	{ TWO("purpose = \"info\";", "purpose = [ \"info\", \"action\" ];"), "" },
	{ TWO("subject = [ \"/x/\", \"/y/\" ];", "subject = \"/y/\"; has_doubt = true;"), COVERED },
	{ TWO("subject = \"/x/\";", "subject = \"/x/i\";"), "" },
	{ TWO("has_doubt = true;", "doubt = \"no-purpose\";"), COVERED },
	{ TWO("authenticated = true;", "authenticated = false;"), "" },

	/* what comes later */
	{ "settle = \"5m\";\nsandbox = \"off\";", "2 warning: sandbox: \"off\" lets strangers' files loose on this machine: where bubblewrap does not work, "
	  "conversion programs run with all that the daemons' user may do; install bubblewrap and set \"required\"\n" },
	{ "settle = \"5m\";\nsandbox = \"maybe\";",
	  "2 error: sandbox: \"maybe\" is not what may stand here; write \"required\" or \"off\"\n" },
	{ "roles: ( { name = \"ads@example.org\"; members = [ \"ida@example.org\", \"bad\" ]; } );",
	  "1 error: roles[1].members[2]: \"bad\" is no mail address; write local-part@domain\n" },
	{ "convert: ( { name = \"c\"; types = [ \"application/msword\", \"doc\" ]; command = [ ]; timeout = \"0s\"; },\n { name = \"d\"; } );",
	  "1 error: convert[1].types[2]: \"doc\" is no media type; write for example \"application/pdf\"\n"
	  "1 error: convert[1].command: is empty; at least 1 must stand here\n"
	  "1 error: convert[1].timeout: \"0s\" is not what may stand here; write a time with its unit (ms, s, m, h, d) from \"100ms\" to \"1d\"\n"
	  "1 error: convert[1].produces: is not set; every entry of this list needs it\n"
	  "2 error: convert[2].command: is not set; every entry of this list needs it\n"
	  "2 error: convert[2].produces: is not set; every entry of this list needs it\n" },
	{ "notify: { remind_days = [ 7, 400 ]; };", "1 error: notify.remind_days[2]: 400 is not what may stand here; write a list of whole numbers from 0 to 365\n" },
	{ "outgoing: { hold = \"quarantine\"; };", "" },
	{ "outgoing: { release = [ \"a\", \"%i\", \";\" ];\n remove = [ \"a\", \";\", \";\", \"%i\" ]; };",
	  "1 error: outgoing.release: holds an empty command; a word \";\" stands between two commands only\n"
	  "2 error: outgoing.remove: holds an empty command; a word \";\" stands between two commands only\n" },
	{ "outgoing: { show = [ \"cat\", \"%i\" ]; };", "1 error: outgoing.show: root runs \"cat\", wherever it is found; write its whole path\n" },
	{ "outgoing: { show = [ \"/a\", \"%i\", \";\", \"/b\" ]; };", "1 error: outgoing.show: holds a word \";\"; this is one command\n" },
	{ "outgoing: { show = [ \"/bin/true\" ]; };",
	  "1 error: outgoing.show: the first command does not name the message; write \"%i\" where its queue ID goes\n" },
	{ "outgoing: { release = [ \"/a\", \"%i\", \";\", \"b\" ]; };",
	  "1 error: outgoing.release: root runs \"b\", wherever it is found; write its whole path\n" },
	{ "outgoing: { release = [ \"/a\", \";\", \"/b\", \"%i\" ];\n removed = \"gone\"; };",
	  "1 error: outgoing.release: the first command does not name the message; write \"%i\" where its queue ID goes\n"
	  "2 error: outgoing.removed: \"gone\" does not name the message; write \"%i\" where its queue ID goes\n" },
	{ "review: { address = \"r@elsewhere.example\"; };", "1 error: review.address: \"r@elsewhere.example\" is in none of organization.domains; write an address of ours\n" },
	{ "review: { address = \"an-address-of-which-no-token-fits-in-64@example.org\"; };",
	  "1 error: review.address: \"an-address-of-which-no-token-fits-in-64@example.org\": the local part must be at most 36 bytes without quotes; a token goes behind it\n" },
};

/* Rows that say everything themselves. */
static const struct row whole[] = {
	{ "milter: { socket = \"inet:1@h\"; };", "0 warning: organization.domains: is not set: no mail is ours; write for example [ \"example.org\" ]\n"
	  "0 warning: organization.coordination: is not set: nobody gets what needs a person; write an address in organization.domains\n" },
	{ "organization: { domains = [ \"example.org\" ];\n coordination = \"c@example.com\"; };\nmilter: { socket = \"inet:1@h\"; };",
	  "2 error: organization.coordination: \"c@example.com\" is in none of organization.domains; write an address of ours\n" },
};

#define SOCKET(value, fault) { "organization: { domains = [ \"example.org\" ]; coordination = \"c@example.org\"; };\nmilter: { socket = \"" value "\"; };", fault }
static const struct row sockets[] = {
	SOCKET("inet:8891@localhost", ""),
	SOCKET("inet6:8891@::1", ""),
	SOCKET("inet:8891", "2 error: milter.socket: \"inet:8891\" names no host and would listen on every interface; write \"inet:8891@127.0.0.1\"\n"),
	SOCKET("inet6:8891@", "2 error: milter.socket: \"inet6:8891@\" names no host and would listen on every interface; write \"inet6:8891@::1\"\n"),
	SOCKET("inet:0@h", "2 error: milter.socket: \"inet:0@h\": \"0\" is no port from 1 to 65535; write for example \"inet:8891@127.0.0.1\"\n"),
	SOCKET("inet:70000@h", "2 error: milter.socket: \"inet:70000@h\": \"70000\" is no port from 1 to 65535; write for example \"inet:8891@127.0.0.1\"\n"),
	SOCKET("inet:127.0.0.1:8891", "2 error: milter.socket: \"inet:127.0.0.1:8891\": \"127.0.0.1:8891\" is no port from 1 to 65535; write for example \"inet:8891@127.0.0.1\"\n"),
	SOCKET("unix:run/x", "2 error: milter.socket: the path \"run/x\" is not absolute; write for example \"unix:/run/liaison-milter/milter.sock\"\n"),
	SOCKET("local:/run/x/", "2 error: milter.socket: \"/run/x/\" is a folder; write the path of the socket in it\n"),
	SOCKET("/run/x", "2 error: milter.socket: \"/run/x\" says no kind of socket; write \"unix:/run/x\"\n"),
	SOCKET("tcp:8891", "2 error: milter.socket: \"tcp:8891\" is no socket; write \"unix:/path\", \"inet:port@host\" or \"inet6:port@host\"\n"),
	SOCKET("unix:/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	       "2 error: milter.socket: the path is longer than the 107 bytes that a UNIX socket may have\n"),
	SOCKET("inet:1@h\"; socket_mode = \"0888", "2 error: milter.socket_mode: \"0888\" is no octal file mode up to 0777; write for example \"0660\"\n"),
	SOCKET("inet:1@h\"; socket_mode = \"07777", "2 error: milter.socket_mode: \"07777\" is no octal file mode up to 0777; write for example \"0660\"\n"),
	SOCKET("inet:1@h\"; user = \"no-such-user\"; socket_group = \"no-such-group", "2 warning: milter.user: there is no user \"no-such-user\" on this machine\n"
	       "2 warning: milter.socket_group: there is no group \"no-such-group\" on this machine\n"),
	SOCKET("inet:1@h\"; syslog_facility = \"auth", "2 error: milter.syslog_facility: \"auth\" is not what may stand here; write \"mail\", \"daemon\", \"user\", \"local0\", "
	       "\"local1\", \"local2\", \"local3\", \"local4\", \"local5\", \"local6\" or \"local7\"\n"),
};

static char *load(const char *text, guint skip, gboolean *ret_loaded)
{
	g_autofree char *path = NULL;
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	g_autoptr(settings_t) settings = NULL;
	g_autoptr(GError) error = NULL;
	GString *said = g_string_new(NULL);
	int fd = g_file_open_tmp("liaison-conf-XXXXXX", &path, &error);

	g_assert_no_error(error);
	g_close(fd, NULL);
	g_assert_true(g_file_set_contents(path, text, -1, &error));
	settings = settings_load(path, faults);
	*ret_loaded = settings != NULL;
	for (guint i = 0; i < faults->len; i++) {
		const struct fault *fault = g_ptr_array_index(faults, i);

		g_assert_cmpstr(fault->file, ==, path);
		g_string_append_printf(said, "%d %s: %s\n", fault->line == 0 ? 0 : (int)fault->line - (int)skip, fault->warning ? "warning" : "error", fault->text);
	}
	g_unlink(path);
	return g_string_free(said, FALSE);
}

static void run(const struct row *table, guint count, const char *before, guint skip)
{
	for (guint i = 0; i < count; i++) {
		g_autofree char *text = g_strconcat(before, table[i].text, NULL);
		gboolean loaded;
		g_autofree char *said = load(text, skip, &loaded);

		g_test_message("%s", table[i].text);
		/* "*" stands for what a library says */
		if (strstr(table[i].faults, "[2]: *;") || strstr(table[i].faults, ": *\n")) {
			if (!g_pattern_match_simple(table[i].faults, said))
				g_assert_cmpstr(said, ==, table[i].faults);
		} else {
			g_assert_cmpstr(said, ==, table[i].faults);
		}
		g_assert_true(loaded == !strstr(said, " error: "));
	}
}

static void test_faults(void)
{
	run(rows, G_N_ELEMENTS(rows), NONE, 2);
}

static void test_whole(void)
{
	run(whole, G_N_ELEMENTS(whole), "", 0);
	run(sockets, G_N_ELEMENTS(sockets), "", 0);
}

static void test_said(void)
{
	struct fault error = { (char[]){ "a.conf" }, 3, FALSE, (char[]){ "mode: no" } }, warning = { (char[]){ "b.conf" }, 0, TRUE, (char[]){ "odd" } };
	g_autoptr(GPtrArray) faults = g_ptr_array_new();
	g_autofree char *none = faults_format(faults), *both = NULL;

	g_ptr_array_add(faults, &error);
	g_ptr_array_add(faults, &warning);
	both = faults_format(faults);
	g_assert_cmpstr(none, ==, "");
	g_assert_cmpstr(both, ==, "a.conf:3: error: mode: no\nb.conf: warning: odd\n");
}

static void test_unreadable(void)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	g_autofree char *formatted = NULL;

	g_assert_null(settings_load("/nonexistent/liaison.conf", faults));
	g_assert_cmpuint(faults->len, ==, 1);
	formatted = fault_format(g_ptr_array_index(faults, 0));
	g_assert_cmpstr(formatted, ==, "/nonexistent/liaison.conf: error: cannot open '/nonexistent/liaison.conf': No such file or directory");
	g_ptr_array_set_size(faults, 0);
	g_assert_null(settings_load("/", faults));
	g_assert_cmpstr(((struct fault *)g_ptr_array_index(faults, 0))->text, ==, "cannot read '/': it is a folder");
	fault_free(NULL);
}

/* Many faults, none of which hides another; the order is that of the file. */
static void test_every_fault(void)
{
	g_autoptr(GString) text = g_string_new(NONE "liaison_addresses = [\n");
	g_autofree char *said = NULL;
	g_auto(GStrv) lines = NULL;
	gboolean loaded;

	for (guint i = 0; i < 200; i++)
		g_string_append_printf(text, "  \"bad%u\"%s\n", i, i < 199 ? "," : "");
	g_string_append(text, "];\n");
	said = load(text->str, 2, &loaded);
	lines = g_strsplit(said, "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), ==, 201);
	for (guint i = 0; i < 200; i++) {
		g_autofree char *expected = g_strdup_printf("%u error: liaison_addresses[%u]: \"bad%u\" is no mail address; write local-part@domain", i + 2, i + 1, i);
		g_assert_cmpstr(lines[i], ==, expected);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/conf/faults", test_faults);
	g_test_add_func("/conf/faults/whole", test_whole);
	g_test_add_func("/conf/faults/said", test_said);
	g_test_add_func("/conf/faults/unreadable", test_unreadable);
	g_test_add_func("/conf/faults/every", test_every_fault);
	return g_test_run();
}
