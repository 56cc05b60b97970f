/* SPDX-License-Identifier: BSD-2-Clause
 *
 * table.c - every setting, once: name, type, range, default, check, help
 *
 * Help is one sentence in the words of liaison-milter.conf(5).
 */
#include <config.h>
#include <stddef.h>
#include "checks.h"
#include "elements.h"
#include "table.h"

#define IN_SETTINGS(member) .object = OBJECT_ROOT, .offset = offsetof(struct settings, member)
#define IN_ORGANIZATION(member) .object = OBJECT_ORGANIZATION, .offset = offsetof(struct organization, member)
#define IN_BODY(member) .object = OBJECT_ELEMENT, .offset = offsetof(struct body, member)
#define IN_PEER(member) .object = OBJECT_ELEMENT, .offset = offsetof(struct peer, member)
#define IN_ROLE(member) .object = OBJECT_ELEMENT, .offset = offsetof(struct role, member)
#define IN_RULE(member) .object = OBJECT_ELEMENT, .offset = offsetof(struct rule, member)
#define IN_HOOK(member) .object = OBJECT_ELEMENT, .offset = offsetof(struct hook, member)
#define ADDRESSES .type = SETTING_STRINGS, .max = 500, .check = check_address
#define NAMES .type = SETTING_STRINGS, .max = 500, .check = check_name
#define PATTERNS .type = SETTING_PATTERNS, .max = 100
#define ARGV .type = SETTING_STRINGS, .min = 1, .max = 100, .check = check_command_word

static const struct word kind_words[] = {
	{ "wg", BODY_KIND_WG }, { "area", BODY_KIND_AREA }, { "ietf", BODY_KIND_IETF }, { "iab", BODY_KIND_IAB },
	{ "irtf", BODY_KIND_IRTF }, { "other", BODY_KIND_OTHER }, { NULL, 0 } };
static const struct word failure_words[] = { { "tempfail", ON_FAILURE_TEMPFAIL }, { "accept", ON_FAILURE_ACCEPT }, { NULL, 0 } };
static const struct word facility_words[] = {
	{ "mail", 0 }, { "daemon", 0 }, { "user", 0 }, { "local0", 0 }, { "local1", 0 }, { "local2", 0 }, { "local3", 0 },
	{ "local4", 0 }, { "local5", 0 }, { "local6", 0 }, { "local7", 0 }, { NULL, 0 } };
static const struct word approval_words[] = {
	{ "hold", APPROVAL_HOLD }, { "notify", APPROVAL_NOTIFY }, { "off", APPROVAL_OFF }, { NULL, 0 } };
static const struct word hold_words[] = { { "discard", HOLD_DISCARD }, { "quarantine", HOLD_QUARANTINE }, { NULL, 0 } };
static const struct word mode_words[] = { { "act", FALSE }, { "observe", TRUE }, { NULL, 0 } };
static const struct word sandbox_words[] = { { "required", FALSE }, { "off", TRUE }, { NULL, 0 } };
static const struct word use_words[] = {
	{ "auto", HOOK_USE_AUTO }, { "reading", HOOK_USE_READING }, { "people", HOOK_USE_PEOPLE }, { NULL, 0 } };
static const struct word post_words[] = {
	{ "never", AUTO_POST_NEVER }, { "trusted", AUTO_POST_TRUSTED }, { "always", AUTO_POST_ALWAYS }, { NULL, 0 } };
static const struct word digest_words[] = {
	{ "never", 0 }, { "monday", 1 }, { "tuesday", 2 }, { "wednesday", 3 }, { "thursday", 4 }, { "friday", 5 }, { "saturday", 6 }, { "sunday", 7 },
	{ NULL, 0 } };
static const struct word contacts_words[] = { { "none", 0 }, { "roles", 0 }, { "all", 0 }, { NULL, 0 } };
static const struct word direction_words[] = {
	{ "incoming", DIRECTION_INCOMING }, { "outgoing", DIRECTION_OUTGOING }, { NULL, 0 } };
static const struct word purpose_words[] = {
	{ "info", PURPOSE_INFO }, { "action", PURPOSE_ACTION }, { "response", PURPOSE_RESPONSE },
	{ "comment", PURPOSE_COMMENT }, { "unknown", PURPOSE_UNKNOWN }, { NULL, 0 } };

static const struct setting rows[] = {
	{ "mode", SETTING_WORD, IN_SETTINGS(observe), .words = mode_words, .fallback = "act",
	  .help = "\"observe\": record and log what would be done, and edit nothing" },
	{ "layouts", SETTING_STRING, IN_SETTINGS(layouts_path), .check = check_path,
	  .help = "the folder of the layouts, liaison-layouts(5); unset: those that come with liaison-milter" },
	{ "liaison_addresses", ADDRESSES, IN_ORGANIZATION(liaison_addresses),
	  .help = "further addresses at which statements arrive, besides organization.coordination and the managers of peers" },
	{ "sandbox", SETTING_WORD, IN_SETTINGS(sandbox_off), .words = sandbox_words, .fallback = "required",
	  .help = "whether conversion programs may run where they cannot be confined" },
	{ "settle", SETTING_DURATION, IN_SETTINGS(settle_seconds), .unit = 1000, .max = 7 * 24 * 3600, .fallback = "10m",
	  .help = "how long acknowledgement and posting wait for the MTA to accept what the filter took" },

	{ "organization", SETTING_GROUP, .help = "who we are" },
	{ "organization.name", SETTING_STRING, IN_ORGANIZATION(name), .check = check_name, .help = "our name" },
	{ "organization.aliases", NAMES, IN_ORGANIZATION(aliases), .help = "other spellings of our name" },
	{ "organization.domains", SETTING_STRINGS, IN_ORGANIZATION(domains), .max = 500, .check = check_domain,
	  .help = "our domains; their sub-domains are ours too" },
	{ "organization.coordination", SETTING_STRING, IN_ORGANIZATION(coordination), .check = check_address,
	  .help = "the address in our domains that receives statements, and all that needs a person" },
	{ "organization.authserv_id", SETTING_STRING, IN_ORGANIZATION(authserv_id), .check = check_name,
	  .help = "whose Authentication-Results fields (RFC 8601) are believed; unset, no peer is ever authenticated" },

	{ "bodies", SETTING_GROUPS, .max = 2000, .append = elements_append_body, .help = "our own groups" },
	{ "bodies[].name", SETTING_STRING, IN_BODY(name), .check = check_name, .required = TRUE, .help = "the name of the body" },
	{ "bodies[].kind", SETTING_WORD, IN_BODY(kind), .words = kind_words, .fallback = "other",
	  .help = "what it is; a body of kind \"irtf\" cannot be addressed by statements" },
	{ "bodies[].aliases", NAMES, IN_BODY(aliases), .help = "other spellings of its name" },
	{ "bodies[].contacts", ADDRESSES, IN_BODY(contacts), .help = "who gets what is addressed to it" },
	{ "bodies[].cc", ADDRESSES, IN_BODY(cc), .help = "who gets a copy of what is addressed to it, and of what it sends" },
	{ "bodies[].approvers", ADDRESSES, IN_BODY(approvers), .help = "who approves what it sends" },

	{ "peers", SETTING_GROUPS, .max = 2000, .append = elements_append_peer, .help = "the organisations that statements are exchanged with" },
	{ "peers[].name", SETTING_STRING, IN_PEER(name), .check = check_name, .required = TRUE, .help = "the name of the peer" },
	{ "peers[].aliases", NAMES, IN_PEER(aliases), .help = "other spellings of its name" },
	{ "peers[].domains", SETTING_STRINGS, IN_PEER(domains), .max = 500, .check = check_domain,
	  .help = "its domains; their sub-domains are its too, and two peers may share one" },
	{ "peers[].manager", SETTING_STRING, IN_PEER(manager), .check = check_address, .help = "the alias of our liaison manager for it; a liaison address" },
	{ "peers[].send_to", SETTING_STRING, IN_PEER(send_to), .check = check_address, .help = "its \"Send To\": the only address there that a statement of ours goes to" },
	{ "peers[].layout", SETTING_STRING, IN_PEER(layout), .check = check_name, .help = "the description of how it writes its letters" },

	{ "milter", SETTING_GROUP, .help = "the daemon" },
	{ "milter.socket", SETTING_STRING, IN_SETTINGS(milter.socket), .check = check_socket,
	  .fallback = "unix:/run/liaison-milter/milter.sock", .help = "where the MTA reaches the filter: unix:/path, inet:port@host or inet6:port@host" },
	{ "milter.socket_owner", SETTING_STRING, IN_SETTINGS(milter.socket_owner), .check = check_name, .help = "the user who owns the socket file" },
	{ "milter.socket_group", SETTING_STRING, IN_SETTINGS(milter.socket_group), .check = check_name, .help = "the group of the socket file" },
	{ "milter.socket_mode", SETTING_STRING, IN_SETTINGS(milter.socket_mode), .check = check_mode, .fallback = "0660", .help = "the mode of the socket file, octal" },
	{ "milter.user", SETTING_STRING, IN_SETTINGS(milter.user), .check = check_name, .help = "the user that a daemon started by root becomes" },
	{ "milter.pid_file", SETTING_STRING, IN_SETTINGS(milter.pid_file), .check = check_path, .help = "where a daemon writes its process number" },
	{ "milter.syslog_facility", SETTING_STRING, IN_SETTINGS(milter.syslog_facility), .words = facility_words, .fallback = "mail", .help = "the facility of the log lines" },
	{ "milter.on_failure", SETTING_WORD, IN_SETTINGS(milter.on_failure), .words = failure_words, .fallback = "tempfail",
	  .help = "what a message of ours gets that cannot be recorded: 451, or delivery without a record" },
	{ "milter.drain", SETTING_DURATION, IN_SETTINGS(milter.drain_seconds), .unit = 1000, .max = 3600, .fallback = "20s",
	  .help = "how long running messages are waited for at the end" },
	{ "milter.temp_directory", SETTING_STRING, IN_SETTINGS(milter.temp_directory), .check = check_path,
	  .help = "where messages above limits.memory are kept while they arrive; unset: $TMPDIR or /var/tmp" },

	{ "store", SETTING_GROUP, .help = "the record" },
	{ "store.path", SETTING_STRING, IN_SETTINGS(store.path), .check = check_path, .fallback = "/var/lib/liaison-milter/record.db", .help = "the file of the record" },
	{ "store.busy", SETTING_DURATION, IN_SETTINGS(store.busy_ms), .unit = 1, .max = 240 * 1000, .fallback = "10s",
	  .help = "how long a lock of another process on the record is waited for" },

	{ "store.first_number", SETTING_NUMBER, IN_SETTINGS(store.first_number), .min = 1, .max = 1000000000, .fallback = "1",
	  .help = "the number of the first statement, where others were given elsewhere; no number is given twice, so a lower one changes nothing" },

	{ "worker", SETTING_GROUP, .help = "the daemon that does what is left to be done" },
	{ "worker.concurrency", SETTING_NUMBER, IN_SETTINGS(worker.concurrency), .min = 1, .max = 64, .fallback = "2", .help = "jobs that one worker does at once" },
	{ "worker.tries", SETTING_NUMBER, IN_SETTINGS(worker.tries), .min = 1, .max = 100, .fallback = "10", .help = "how often a job is begun before it is given up" },
	{ "worker.pause", SETTING_DURATION, IN_SETTINGS(worker.pause_seconds), .unit = 1000, .max = 24 * 3600, .fallback = "1m",
	  .help = "how long a job waits after it failed; twice as long each time it fails again, up to six hours" },
	{ "worker.lease", SETTING_DURATION, IN_SETTINGS(worker.lease_seconds), .unit = 1000, .min = 1, .max = 3600, .fallback = "1m",
	  .help = "after what time without a word from its worker a job is taken to be nobody's" },
	{ "worker.drain", SETTING_DURATION, IN_SETTINGS(worker.drain_seconds), .unit = 1000, .max = 3600, .fallback = "20s",
	  .help = "how long running jobs are waited for at the end; what is not done by then is begun anew by the next worker" },
	{ "worker.pid_file", SETTING_STRING, IN_SETTINGS(worker.pid_file), .check = check_path, .help = "where a daemon writes its process number" },

	{ "outgoing", SETTING_GROUP, .help = "statements of ours" },
	{ "outgoing.approval", SETTING_WORD, IN_SETTINGS(outgoing.approval), .words = approval_words, .fallback = "hold",
	  .help = "what becomes of a statement without the approval of its From body: held; sent, and the approvers told; sent" },
	{ "outgoing.hold", SETTING_WORD, IN_SETTINGS(outgoing.hold), .words = hold_words, .fallback = "discard",
	  .help = "how it is held: taken out of the SMTP flow, or put into the MTA's own quarantine" },
	{ "outgoing.submission_clients", SETTING_NETWORKS, IN_SETTINGS(outgoing.submission_clients), .max = 500, .fallback = "127.0.0.0/8",
	  .help = "clients whose mail from our domains counts as authenticated" },
	{ "outgoing.tell_body", SETTING_BOOL, IN_SETTINGS(outgoing.tell_body), .fallback = "false",
	  .help = "whether the contacts of the From body are told, too, when a statement waits for approval" },
	{ "outgoing.show", ARGV, IN_SETTINGS(outgoing.show), .fallback = "/usr/sbin/postcat -qh %i",
	  .help = "the command that shows the header of a message in the quarantine: nothing is released or removed that is not the record's" },
	{ "outgoing.release", ARGV, IN_SETTINGS(outgoing.release), .fallback = "/usr/sbin/postsuper -H %i hold ; /usr/sbin/postqueue -i %i",
	  .help = "the command that releases a message from the quarantine; %i is the queue ID, a word \";\" ends one command and begins the next" },
	{ "outgoing.released", SETTING_STRING, IN_SETTINGS(outgoing.released), .check = check_command_word, .fallback = "%i: released from hold",
	  .help = "what the first command of release says when the message was there; without it nothing was released" },
	{ "outgoing.remove", ARGV, IN_SETTINGS(outgoing.remove), .fallback = "/usr/sbin/postsuper -d %i hold",
	  .help = "the command that removes a message from the quarantine, likewise" },
	{ "outgoing.removed", SETTING_STRING, IN_SETTINGS(outgoing.removed), .check = check_command_word, .fallback = "%i: removed",
	  .help = "what the first command of remove says when the message was there" },

	{ "review", SETTING_GROUP, .help = "approval and review by mail" },
	{ "review.address", SETTING_STRING, IN_ORGANIZATION(review), .check = check_review_address,
	  .help = "the address that answers to requests for approval go to, with \"+\" and a token behind its local part; unset: nothing is answered by mail" },
	{ "review.days", SETTING_NUMBER, IN_SETTINGS(review_days), .min = 1, .max = 365, .fallback = "14", .help = "how many days an answer is taken" },

	{ "roles", SETTING_GROUPS, .max = 2000, .append = elements_append_role, .help = "who may answer for a role address" },
	{ "roles[].name", SETTING_STRING, IN_ROLE(name), .check = check_address, .required = TRUE, .help = "the role address" },
	{ "roles[].members", ADDRESSES, IN_ROLE(members), .help = "the addresses of those who may answer for it" },

	{ "limits", SETTING_GROUP, .help = "how much of a message is looked at" },
	{ "limits.message_size", SETTING_SIZE, IN_SETTINGS(limits.message_size), .min = 64 * 1024, .max = G_GINT64_CONSTANT(2) << 30, .fallback = "50M",
	  .help = "a larger message of ours is refused with 552" },
	{ "limits.memory", SETTING_SIZE, IN_SETTINGS(limits.memory), .min = 4096, .max = 1 << 30, .fallback = "1M",
	  .help = "what of a message is kept in memory before it goes to a temporary file" },
	{ "limits.parts", SETTING_NUMBER, IN_SETTINGS(limits.parts), .min = 1, .max = 100000, .fallback = "1000", .help = "MIME parts looked at" },
	{ "limits.depth", SETTING_NUMBER, IN_SETTINGS(limits.depth), .min = 1, .max = 1000, .fallback = "50", .help = "nesting of multiparts and forwarded messages" },
	{ "limits.header_size", SETTING_SIZE, IN_SETTINGS(limits.header_size), .min = 1024, .max = 16 << 20, .fallback = "256K", .help = "bytes of a header that are parsed" },
	{ "limits.header_count", SETTING_NUMBER, IN_SETTINGS(limits.header_count), .min = 10, .max = 100000, .fallback = "2000", .help = "header fields that are parsed" },
	{ "limits.text_size", SETTING_SIZE, IN_SETTINGS(limits.text_size), .min = 1024, .max = 64 << 20, .fallback = "1M", .help = "text taken from one part for reading" },
	{ "limits.recipients", SETTING_NUMBER, IN_SETTINGS(limits.recipients), .min = 1, .max = 100000, .fallback = "1000", .help = "envelope recipients of one message" },
	{ "limits.addresses", SETTING_NUMBER, IN_SETTINGS(limits.addresses), .min = 1, .max = 10000, .fallback = "500", .help = "addresses taken from one field" },
	{ "limits.hook_time", SETTING_DURATION, IN_SETTINGS(limits.hook_time_ms), .unit = 1, .max = 240 * 1000, .fallback = "20s",
	  .help = "time for the texts of all documents attached to one mail, while the MTA waits; \"0s\": none is read" },
	{ "limits.archive_depth", SETTING_NUMBER, IN_SETTINGS(limits.archive_depth), .max = 10, .fallback = "2",
	  .help = "nesting of archives that are opened; 0: none is" },
	{ "limits.evidence", SETTING_NUMBER, IN_SETTINGS(limits.evidence), .min = 10, .max = 100000, .fallback = "2000", .help = "pieces of evidence kept for one statement" },

	{ "routes", SETTING_GROUPS, .max = 2000, .append = elements_append_rule, .help = "rules, asked in their order" },
	{ "routes[].name", SETTING_STRING, IN_RULE(name), .check = check_name, .help = "what the rule is called in plans and in the log; unset: \"route N\"" },
	{ "routes[].match", SETTING_GROUP, .help = "what a statement must be for the rule to match; all of it must hold" },
	{ "routes[].match.direction", SETTING_WORD, IN_RULE(direction), .words = direction_words, .help = "which way the statement goes" },
	{ "routes[].match.from", PATTERNS, IN_RULE(from), .help = "a sending body, the peer's name, or a sending contact" },
	{ "routes[].match.to", PATTERNS, IN_RULE(to), .help = "a body addressed, the peer's name, or a receiving contact" },
	{ "routes[].match.subject", PATTERNS, IN_RULE(subject), .help = "the mail's subject or the statement's title" },
	{ "routes[].match.purpose", SETTING_WORDS, IN_RULE(purposes), .max = 10, .words = purpose_words, .help = "the purpose" },
	{ "routes[].match.authenticated", SETTING_FLAG, IN_RULE(authenticated), .help = "whether the sender is authenticated" },
	{ "routes[].match.has_doubt", SETTING_FLAG, IN_RULE(has_doubt), .help = "whether there is any doubt about it" },
	{ "routes[].match.doubt", PATTERNS, IN_RULE(doubts), .help = "the name of a doubt" },
	{ "routes[].add", ADDRESSES, IN_RULE(add), .help = "recipients that are added" },
	{ "routes[].remove", SETTING_STRINGS, IN_RULE(remove), .max = 500, .check = check_address_glob, .help = "recipients that are removed: addresses or globs" },
	{ "routes[].redirect", ADDRESSES, IN_RULE(redirect), .help = "recipients that take the place of all others" },
	{ "routes[].hold", SETTING_FLAG, IN_RULE(hold), .help = "true: held until a person approves; false: not held" },
	{ "routes[].post", SETTING_FLAG, IN_RULE(post), .help = "true: posted at once; false: not posted" },
	{ "routes[].stop", SETTING_BOOL, IN_RULE(stop), .fallback = "false", .help = "no later rule is asked" },

	{ "convert", SETTING_GROUPS, .max = 200, .append = elements_append_hook,
	  .help = "programs that turn an attachment into another format; none: those that come with liaison-milter, for reading" },
	{ "convert[].name", SETTING_STRING, IN_HOOK(name), .check = check_name, .required = TRUE, .help = "what it is called in the log" },
	{ "convert[].types", SETTING_STRINGS, IN_HOOK(types), .max = 200, .check = check_media_type, .help = "media types it takes, or globs of them" },
	{ "convert[].suffixes", NAMES, IN_HOOK(suffixes), .help = "suffixes of file names it takes" },
	{ "convert[].command", ARGV, IN_HOOK(command), .required = TRUE,
	  .help = "program and arguments; %i is the file to read, %o the folder to write into, %t the type of the file" },
	{ "convert[].produces", SETTING_STRING, IN_HOOK(produces), .check = check_media_type, .required = TRUE,
	  .help = "the media type it writes; of \"text/plain\" and \"text/html\" statements are read; \"any/member\" for what an archive holds" },
	{ "convert[].use", SETTING_WORD, IN_HOOK(use), .words = use_words, .fallback = "auto",
	  .help = "what its files are for: reading statements, or people, who find them beside the original; auto: texts for reading, all else for people" },
	{ "convert[].timeout", SETTING_DURATION, IN_HOOK(timeout_ms), .unit = 1, .min = 100, .max = 24 * 3600 * 1000, .fallback = "120s", .help = "how long it may run" },
	{ "convert[].memory", SETTING_SIZE, IN_HOOK(memory), .min = 1 << 20, .max = G_GINT64_CONSTANT(1) << 40, .fallback = "1G",
	  .help = "how much memory each of its processes may use" },
	{ "convert[].output_size", SETTING_SIZE, IN_HOOK(output_size), .min = 1024, .max = G_GINT64_CONSTANT(2) << 30, .fallback = "64M", .help = "how much it may write" },
	{ "convert[].output_files", SETTING_NUMBER, IN_HOOK(output_files), .min = 1, .max = 10000, .fallback = "100", .help = "how many files it may write" },
	{ "convert[].processes", SETTING_NUMBER, IN_HOOK(processes), .min = 1, .max = 10000, .fallback = "64", .help = "how many processes it may have" },

	{ "publish", SETTING_GROUP, .help = "the public record" },
	{ "publish.directory", SETTING_STRING, IN_SETTINGS(publish.directory), .check = check_path,
	  .help = "the folder that the public pages are written into, which a web server serves at base_url; unset: none are written" },
	{ "publish.base_url", SETTING_STRING, IN_SETTINGS(publish.base_url), .check = check_base_url,
	  .help = "the address of the public record up to the number of a statement; unset: no Archived-At field is added" },
	{ "publish.auto_post", SETTING_WORD, IN_SETTINGS(publish.auto_post), .words = post_words, .fallback = "trusted",
	  .help = "what is posted without a person: nothing; authenticated statements of known peers without doubts; every statement" },
	{ "publish.contacts", SETTING_STRING, IN_SETTINGS(publish.contacts), .words = contacts_words, .fallback = "roles",
	  .help = "which addresses the public pages show: none; those of roles, of persons the name only; all" },
	{ "publish.sign", ARGV, IN_SETTINGS(publish.sign), .help = "the command that signs the list of digests: %i is the file, %o where it puts the signature" },

	{ "notify", SETTING_GROUP, .help = "mail of our own" },
	{ "notify.from", SETTING_STRING, IN_SETTINGS(notify.from), .check = check_address, .help = "who writes it; unset: organization.coordination" },
	{ "notify.acknowledge", SETTING_BOOL, IN_SETTINGS(notify.acknowledge), .fallback = "true", .help = "whether senders get a receipt" },
	{ "notify.acknowledge_unknown", SETTING_BOOL, IN_SETTINGS(notify.acknowledge_unknown), .fallback = "false",
	  .help = "whether senders of no configured peer, or who are not authenticated, get one too" },
	{ "notify.confirm", SETTING_BOOL, IN_SETTINGS(notify.confirm), .fallback = "false",
	  .help = "whether those of us whom a statement is for are told the address of its record" },
	{ "notify.remind_days", SETTING_NUMBERS, IN_SETTINGS(notify.remind_days), .min = 0, .max = 365, .fallback = "14 7 4 3 2 1 0",
	  .help = "days before a deadline on which reminders are sent" },
	{ "notify.overdue_weeks", SETTING_NUMBER, IN_SETTINGS(notify.overdue_weeks), .max = 52, .fallback = "4",
	  .help = "how often a reminder is sent after a deadline, once a week" },
	{ "notify.remind_hour", SETTING_NUMBER, IN_SETTINGS(notify.remind_hour), .max = 23, .fallback = "7", .help = "the hour of the day from which on reminders are sent" },
	{ "notify.timezone", SETTING_STRING, IN_SETTINGS(notify.timezone), .check = check_timezone,
	  .help = "where it is that hour and that day, as \"Europe/Berlin\" or \"UTC\"; unset: the zone of the system" },
	{ "notify.digest", SETTING_WORD, IN_SETTINGS(notify.digest_day), .words = digest_words, .fallback = "monday",
	  .help = "the weekday on which the coordination address is sent a list of all that waits for action" },
	{ "notify.submit", ARGV, IN_SETTINGS(notify.submit), .fallback = "/usr/sbin/sendmail -i -f %f --",
	  .help = "the command that submits mail; %f is the envelope sender, the recipients follow, the mail is its standard input" },
	{ "notify.submit_timeout", SETTING_DURATION, IN_SETTINGS(notify.submit_timeout_ms), .unit = 1, .min = 1000, .max = 600 * 1000, .fallback = "60s",
	  .help = "how long it may run" },
};
const struct table table_of_settings = { rows, G_N_ELEMENTS(rows), "liaison-milter.conf(5)" };
