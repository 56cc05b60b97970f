/* SPDX-License-Identifier: BSD-2-Clause
 *
 * label-table.c - the spellings
 *
 * rfc4053bis (-02 and -05), RFC 4053, the Datatracker's mail, ITU-T, ITU-D, 3GPP, ETSI, IEEE 802, oneM2M, JTC 1, GSMA, OIF,
 * MEF and the IETF's own letters.
 */
#include "label-table.h"
#include <string.h>
#include "label-hint.h"
#include "label-words.h"
#include "layout-index.h"

#define SLIP_MIN 9              /* letters of a label in which a slip is told from another word */

static const struct spelling { const char *text; enum label label; } spellings[] = {
	{ "title", LABEL_TITLE }, { "title of liaison", LABEL_TITLE }, { "title of ls", LABEL_TITLE }, { "ls title", LABEL_TITLE },
	{ "liaison title", LABEL_TITLE }, { "liaison statement title", LABEL_TITLE }, { "titre", LABEL_TITLE },
	{ "title of liaison statement", LABEL_TITLE }, { "document title", LABEL_TITLE },
	{ "subject", LABEL_SUBJECT }, { "subj", LABEL_SUBJECT }, { "re", LABEL_SUBJECT },

	{ "from", LABEL_FROM }, { "source", LABEL_FROM }, { "sources", LABEL_FROM }, { "from group", LABEL_FROM }, { "from source", LABEL_FROM },
	{ "from (source)", LABEL_FROM }, { "source body", LABEL_FROM }, { "originator", LABEL_FROM }, { "sender", LABEL_FROM },
	{ "from body", LABEL_FROM }, { "source group", LABEL_FROM }, { "sending organization", LABEL_FROM },
	{ "sending organisation", LABEL_FROM }, { "sending body", LABEL_FROM }, { "from organization", LABEL_FROM },
	{ "from organisation", LABEL_FROM }, { "sent by", LABEL_FROM }, { "originating group", LABEL_FROM },
	{ "liaison from", LABEL_FROM }, { "statement from", LABEL_FROM },
	{ "from contact", LABEL_FROM_CONTACT }, { "from contacts", LABEL_FROM_CONTACT }, { "author", LABEL_FROM_CONTACT },
	{ "from contact person", LABEL_FROM_CONTACT }, { "authors", LABEL_FROM_CONTACT },
	{ "from liaison contact", LABEL_FROM_LIAISON }, { "send reply to", LABEL_FROM_LIAISON }, { "send replies to", LABEL_FROM_LIAISON },
	{ "send any reply ls to", LABEL_FROM_LIAISON }, { "respond to", LABEL_FROM_LIAISON }, { "send any reply to", LABEL_FROM_LIAISON }, { "reply to", LABEL_FROM_LIAISON },
	{ "send any replies to", LABEL_FROM_LIAISON }, { "please send replies to", LABEL_FROM_LIAISON },
	{ "please send any reply to", LABEL_FROM_LIAISON }, { "send response to", LABEL_FROM_LIAISON },
	{ "send responses to", LABEL_FROM_LIAISON }, { "send reply ls to", LABEL_FROM_LIAISON }, { "replies to", LABEL_FROM_LIAISON },
	{ "please address any reply to", LABEL_FROM_LIAISON }, { "reply address", LABEL_FROM_LIAISON },
	{ "send any response to", LABEL_FROM_LIAISON }, { "address for replies", LABEL_FROM_LIAISON },
	{ "address reply to", LABEL_FROM_LIAISON }, { "answers to", LABEL_FROM_LIAISON }, { "responses to", LABEL_FROM_LIAISON }, { "address replies to", LABEL_FROM_LIAISON }, { "address any reply to", LABEL_FROM_LIAISON },
	{ "replies are to be addressed to", LABEL_FROM_LIAISON }, { "address your reply to", LABEL_FROM_LIAISON },

	{ "to", LABEL_TO }, { "to group", LABEL_TO }, { "to groups", LABEL_TO }, { "addressee", LABEL_TO }, { "addressees", LABEL_TO }, { "destination", LABEL_TO },
	{ "to body", LABEL_TO }, { "to organization", LABEL_TO }, { "to organisation", LABEL_TO }, { "addressed to", LABEL_TO }, { "submitted to", LABEL_TO },
	{ "sent to", LABEL_TO }, { "recipient", LABEL_TO }, { "recipients", LABEL_TO }, { "receiving body", LABEL_TO },
	{ "receiving organization", LABEL_TO }, { "receiving organisation", LABEL_TO },
	{ "liaison to", LABEL_TO }, { "statement to", LABEL_TO }, { "to the attention of", LABEL_TO }, { "for the attention of", LABEL_TO },
	{ "communicated to", LABEL_TO }, { "communicated with", LABEL_TO }, { "liaison communicated with", LABEL_TO },
	{ "to contact", LABEL_TO_CONTACT }, { "to contacts", LABEL_TO_CONTACT }, { "attention", LABEL_TO_CONTACT }, { "attn", LABEL_TO_CONTACT },
	{ "to liaison contact", LABEL_TO_LIAISON }, { "send to", LABEL_TO_LIAISON },
	{ "cc", LABEL_CC }, { "copy", LABEL_CC }, { "copy to", LABEL_CC }, { "copies", LABEL_CC }, { "copies to", LABEL_CC },
	{ "carbon copy", LABEL_CC }, { "c.c.", LABEL_CC }, { "copied to", LABEL_CC }, { "cc to", LABEL_CC }, { "send copy to", LABEL_CC }, { "send copies to", LABEL_CC },

	{ "purpose", LABEL_PURPOSE }, { "action identifier", LABEL_PURPOSE }, { "for", LABEL_PURPOSE }, { "purpose of liaison", LABEL_PURPOSE },
	{ "liaison purpose", LABEL_PURPOSE }, { "purpose of ls", LABEL_PURPOSE }, { "act id", LABEL_PURPOSE }, { "action id", LABEL_PURPOSE },
	{ "action type", LABEL_PURPOSE }, { "type of liaison", LABEL_PURPOSE }, { "liaison type", LABEL_PURPOSE },
	{ "for action / information", LABEL_PURPOSE }, { "for action/information", LABEL_PURPOSE }, { "for information/action", LABEL_PURPOSE }, { "action required / information only", LABEL_PURPOSE },
	{ "action/information", LABEL_PURPOSE }, { "action / information", LABEL_PURPOSE },
	{ "for action to", LABEL_ACTION_TO }, { "for action by", LABEL_ACTION_TO }, { "for action", LABEL_ACTION_TO },
	{ "action to", LABEL_ACTION_TO }, { "to (for action)", LABEL_ACTION_TO }, { "to (action)", LABEL_ACTION_TO }, { "to for action", LABEL_ACTION_TO },
	{ "for comment to", LABEL_COMMENT_TO }, { "for comments to", LABEL_COMMENT_TO }, { "for comment", LABEL_COMMENT_TO },
	{ "for comments", LABEL_COMMENT_TO }, { "to (for comment)", LABEL_COMMENT_TO }, { "to (for comments)", LABEL_COMMENT_TO }, { "to (comments)", LABEL_COMMENT_TO },
	{ "for information to", LABEL_INFO_TO }, { "for information", LABEL_INFO_TO }, { "for info", LABEL_INFO_TO },
	{ "for info to", LABEL_INFO_TO }, { "information to", LABEL_INFO_TO },
	{ "to (for information)", LABEL_INFO_TO }, { "to (information)", LABEL_INFO_TO }, { "to (for info)", LABEL_INFO_TO }, { "to for information", LABEL_INFO_TO },

	{ "deadline", LABEL_DEADLINE }, { "due date", LABEL_DEADLINE }, { "reply due", LABEL_DEADLINE }, { "response due", LABEL_DEADLINE },
	{ "reply by", LABEL_DEADLINE }, { "response by", LABEL_DEADLINE }, { "please reply by", LABEL_DEADLINE },
	{ "response requested by", LABEL_DEADLINE }, { "response req'd", LABEL_DEADLINE }, { "reply req'd", LABEL_DEADLINE }, { "response req'd by", LABEL_DEADLINE }, { "reply req'd by", LABEL_DEADLINE }, { "reply requested by", LABEL_DEADLINE }, { "respond by", LABEL_DEADLINE },
	{ "deadline for reply", LABEL_DEADLINE }, { "deadline for response", LABEL_DEADLINE }, { "deadline for comments", LABEL_DEADLINE },
	{ "reply deadline", LABEL_DEADLINE }, { "response deadline", LABEL_DEADLINE }, { "comments due", LABEL_DEADLINE },
	{ "please respond by", LABEL_DEADLINE }, { "reply due date", LABEL_DEADLINE }, { "response due date", LABEL_DEADLINE },
	{ "deadline for replies", LABEL_DEADLINE }, { "deadline for responses", LABEL_DEADLINE }, { "reply due by", LABEL_DEADLINE },
	{ "response due by", LABEL_DEADLINE }, { "reply expected by", LABEL_DEADLINE }, { "response expected by", LABEL_DEADLINE },
	{ "reply needed by", LABEL_DEADLINE }, { "response needed by", LABEL_DEADLINE }, { "due by", LABEL_DEADLINE },
	{ "response required by", LABEL_DEADLINE }, { "reply required by", LABEL_DEADLINE }, { "response date", LABEL_DEADLINE },
	{ "requested response date", LABEL_DEADLINE }, { "comments due by", LABEL_DEADLINE }, { "action by", LABEL_DEADLINE },
	{ "action due date", LABEL_DEADLINE }, { "reply requested", LABEL_DEADLINE }, { "response requested", LABEL_DEADLINE }, { "action due", LABEL_DEADLINE }, { "requested reply date", LABEL_DEADLINE },

	{ "response to", LABEL_RESPONSE_TO }, { "in response to", LABEL_RESPONSE_TO }, { "referenced liaison", LABEL_RESPONSE_TO },
	{ "reply in response to", LABEL_RESPONSE_TO }, { "backward pointer", LABEL_RESPONSE_TO }, { "in reply to", LABEL_RESPONSE_TO },
	{ "your reference", LABEL_RESPONSE_TO }, { "your ref", LABEL_RESPONSE_TO }, { "your number", LABEL_RESPONSE_TO },
	{ "response to ls", LABEL_RESPONSE_TO }, { "reply to ls", LABEL_RESPONSE_TO }, { "answer to", LABEL_RESPONSE_TO },
	{ "doc#", LABEL_NUMBER }, { "document number", LABEL_NUMBER }, { "doc.", LABEL_NUMBER }, { "doc", LABEL_NUMBER },
	{ "ls number", LABEL_NUMBER }, { "liaison number", LABEL_NUMBER }, { "document no", LABEL_NUMBER }, { "tdoc", LABEL_NUMBER },
	{ "our ref", LABEL_NUMBER }, { "our reference", LABEL_NUMBER }, { "document id", LABEL_NUMBER }, { "ls id", LABEL_NUMBER },
	{ "document", LABEL_NUMBER }, { "liaison id", LABEL_NUMBER }, { "number", LABEL_NUMBER }, { "ls no", LABEL_NUMBER },
	{ "document #", LABEL_NUMBER }, { "liaison statement number", LABEL_NUMBER }, { "our document", LABEL_NUMBER }, { "our number", LABEL_NUMBER }, { "our no", LABEL_NUMBER }, { "our no.", LABEL_NUMBER },

	{ "response contact", LABEL_RESPONSE_CONTACT }, { "response contacts", LABEL_RESPONSE_CONTACT },
	{ "reponse contact", LABEL_RESPONSE_CONTACT }, /* the Datatracker's first two generations */
	{ "secretary", LABEL_TECHNICAL_CONTACT }, { "convenor", LABEL_TECHNICAL_CONTACT }, { "convener", LABEL_TECHNICAL_CONTACT }, /* not alone on a line, as below a letter */
	{ "technical contact", LABEL_TECHNICAL_CONTACT }, { "technical contacts", LABEL_TECHNICAL_CONTACT },
	{ "contact", LABEL_CONTACT }, { "contacts", LABEL_CONTACT }, { "contact person", LABEL_CONTACT }, { "contact persons", LABEL_CONTACT },
	{ "ietf contact person", LABEL_CONTACT }, { "contact point", LABEL_CONTACT }, { "source contact", LABEL_CONTACT },
	{ "contact details", LABEL_CONTACT }, { "contact for this liaison", LABEL_CONTACT }, { "ietf contact", LABEL_CONTACT },
	{ "contact information", LABEL_CONTACT }, { "point of contact", LABEL_CONTACT }, { "responsible", LABEL_CONTACT }, { "responsible person", LABEL_CONTACT }, { "person responsible", LABEL_CONTACT }, { "points of contact", LABEL_CONTACT },
	{ "name", LABEL_NAME }, { "contact name", LABEL_NAME },
	{ "e mail", LABEL_MAILBOX }, { "email", LABEL_MAILBOX }, { "e mail address", LABEL_MAILBOX }, { "email address", LABEL_MAILBOX },
	{ "contact email", LABEL_MAILBOX }, { "mail", LABEL_MAILBOX },
	{ "attachments", LABEL_ATTACHMENTS }, { "attachment", LABEL_ATTACHMENTS }, { "list of attachments", LABEL_ATTACHMENTS },
	{ "attach", LABEL_ATTACHMENTS }, { "attached", LABEL_ATTACHMENTS }, { "enclosures", LABEL_ATTACHMENTS }, { "enclosure", LABEL_ATTACHMENTS },

	{ "url of the ietf web page", LABEL_RECORD }, { "url of ietf web page", LABEL_RECORD },
	{ "body", LABEL_BODY }, { "text", LABEL_BODY }, { "message", LABEL_BODY }, { "liaison text", LABEL_BODY },
	{ "action", LABEL_SECTION }, { "actions", LABEL_SECTION }, { "overview", LABEL_SECTION }, { "details", LABEL_SECTION },
	{ "requested action", LABEL_SECTION }, { "action requested", LABEL_SECTION }, { "action required", LABEL_SECTION }, { "requested actions", LABEL_SECTION }, { "actions requested", LABEL_SECTION }, { "background", LABEL_SECTION },
	{ "introduction", LABEL_SECTION }, { "overall description", LABEL_SECTION }, { "description", LABEL_SECTION },
	{ "next meeting dates", LABEL_SECTION }, { "next meetings", LABEL_SECTION }, { "references", LABEL_SECTION },

	{ "submission date", LABEL_OTHER }, { "date", LABEL_OTHER }, { "place", LABEL_OTHER }, { "release", LABEL_OTHER }, { "work item", LABEL_OTHER }, { "work items", LABEL_OTHER },
	{ "question", LABEL_OTHER }, { "questions", LABEL_OTHER }, { "meeting", LABEL_OTHER }, { "meeting, date", LABEL_OTHER },
	{ "meeting, dates", LABEL_OTHER }, { "study group/working party", LABEL_OTHER }, { "study group", LABEL_OTHER },
	{ "approval", LABEL_OTHER }, { "approved by", LABEL_OTHER }, { "keywords", LABEL_OTHER }, { "abstract", LABEL_OTHER },
	{ "original", LABEL_OTHER }, { "ref", LABEL_OTHER }, { "ref.", LABEL_OTHER }, { "reference", LABEL_OTHER }, { "(ref", LABEL_OTHER }, { "status", LABEL_OTHER },
	{ "tel", LABEL_OTHER }, { "tel.", LABEL_OTHER }, { "tel number", LABEL_OTHER }, { "tel. number", LABEL_OTHER }, { "phone", LABEL_OTHER },
	{ "telephone", LABEL_OTHER }, { "fax", LABEL_OTHER }, { "mobile", LABEL_OTHER }, { "company", LABEL_OTHER }, { "address", LABEL_OTHER },
	{ "organization", LABEL_OTHER }, { "organisation", LABEL_OTHER }, { "country", LABEL_OTHER }, { "affiliation", LABEL_OTHER },
	{ "date assigned", LABEL_OTHER }, { "document type", LABEL_OTHER }, { "project number", LABEL_OTHER }, { "distribution", LABEL_OTHER },
	{ "cross reference", LABEL_OTHER }, { "forward pointer", LABEL_OTHER }, { "medium", LABEL_OTHER }, { "pages", LABEL_OTHER },
	{ "no. of pages", LABEL_OTHER }, { "template version", LABEL_OTHER }, { "agenda item", LABEL_OTHER }, { "version", LABEL_OTHER },
	{ "replaces", LABEL_OTHER }, { "state", LABEL_OTHER }, { "submitted date", LABEL_OTHER }, { "meeting date", LABEL_OTHER },
	{ "location", LABEL_OTHER }, { "venue", LABEL_OTHER }, { "language", LABEL_OTHER }, { "class", LABEL_OTHER }, { "agenda", LABEL_OTHER },
	{ "work programme", LABEL_OTHER }, { "study period", LABEL_OTHER }, { "working party", LABEL_OTHER }, { "rapporteur", LABEL_OTHER },
	{ "expected action", LABEL_OTHER }, { "page", LABEL_OTHER }, { "project", LABEL_OTHER }, { "website", LABEL_OTHER }, { "url", LABEL_OTHER },
	{ "date of document", LABEL_OTHER }, { "email of secretary", LABEL_OTHER }, { "secretariat", LABEL_CONTACT }, { "date of circulation", LABEL_OTHER },

	{ "topic", LABEL_SUBJECT }, { "regarding", LABEL_SUBJECT }, { "concerning", LABEL_SUBJECT }, { "subject matter", LABEL_SUBJECT },
	{ "subject of liaison", LABEL_SUBJECT }, { "liaison subject", LABEL_SUBJECT }, { "title/subject", LABEL_TITLE },
	{ "subject/title", LABEL_TITLE }, { "title of statement", LABEL_TITLE }, { "title of the statement", LABEL_TITLE },
	{ "origin", LABEL_FROM }, { "originating entity", LABEL_FROM }, { "originating committee", LABEL_FROM }, { "from committee", LABEL_FROM },
	{ "from working group", LABEL_FROM }, { "sending group", LABEL_FROM }, { "sending committee", LABEL_FROM }, { "on behalf of", LABEL_FROM },
	{ "sender organization", LABEL_FROM }, { "sender organisation", LABEL_FROM }, { "statement by", LABEL_FROM }, { "receiver", LABEL_TO },
	{ "receivers", LABEL_TO }, { "receiving entity", LABEL_TO }, { "receiving committee", LABEL_TO }, { "to committee", LABEL_TO },
	{ "to working group", LABEL_TO }, { "intended recipient", LABEL_TO }, { "intended recipients", LABEL_TO }, { "recipient body", LABEL_TO },
	{ "recipient organization", LABEL_TO }, { "recipient organisation", LABEL_TO }, { "directed to", LABEL_TO }, { "target group", LABEL_TO },
	{ "destination body", LABEL_TO }, { "with copies to", LABEL_CC }, { "copies sent to", LABEL_CC }, { "in copy", LABEL_CC },
	{ "carbon copies", LABEL_CC }, { "cc/copy", LABEL_CC }, { "copy for information", LABEL_CC }, { "category", LABEL_PURPOSE },
	{ "nature", LABEL_PURPOSE }, { "type of ls", LABEL_PURPOSE }, { "type of statement", LABEL_PURPOSE }, { "type of request", LABEL_PURPOSE },
	{ "request type", LABEL_PURPOSE }, { "purpose of the liaison", LABEL_PURPOSE }, { "purpose of the ls", LABEL_PURPOSE },
	{ "purpose of statement", LABEL_PURPOSE }, { "purpose of the statement", LABEL_PURPOSE }, { "required by", LABEL_DEADLINE },
	{ "requested by", LABEL_DEADLINE }, { "feedback by", LABEL_DEADLINE }, { "feedback due", LABEL_DEADLINE },
	{ "feedback due by", LABEL_DEADLINE }, { "feedback requested by", LABEL_DEADLINE }, { "comments by", LABEL_DEADLINE },
	{ "comments requested by", LABEL_DEADLINE }, { "comments required by", LABEL_DEADLINE }, { "reply before", LABEL_DEADLINE },
	{ "response before", LABEL_DEADLINE }, { "answer before", LABEL_DEADLINE }, { "answer due", LABEL_DEADLINE },
	{ "answer due by", LABEL_DEADLINE }, { "needed by", LABEL_DEADLINE }, { "date required", LABEL_DEADLINE }, { "date due", LABEL_DEADLINE },
	{ "return by", LABEL_DEADLINE }, { "reply no later than", LABEL_DEADLINE }, { "response no later than", LABEL_DEADLINE },
	{ "respond no later than", LABEL_DEADLINE }, { "deadline for answer", LABEL_DEADLINE }, { "deadline for answers", LABEL_DEADLINE },
	{ "deadline for feedback", LABEL_DEADLINE }, { "target date for response", LABEL_DEADLINE }, { "target date for reply", LABEL_DEADLINE },
	{ "expected reply date", LABEL_DEADLINE }, { "expected response date", LABEL_DEADLINE }, { "reply expected", LABEL_DEADLINE },
	{ "response expected", LABEL_DEADLINE }, { "reply needed", LABEL_DEADLINE }, { "due", LABEL_DEADLINE },
	{ "action required by", LABEL_DEADLINE }, { "action requested by", LABEL_DEADLINE }, { "action needed by", LABEL_DEADLINE },
	{ "respond before", LABEL_DEADLINE }, { "please respond before", LABEL_DEADLINE }, { "please reply before", LABEL_DEADLINE },
	{ "latest date for reply", LABEL_DEADLINE }, { "latest reply date", LABEL_DEADLINE }, { "in answer to", LABEL_RESPONSE_TO },
	{ "in reply to your", LABEL_RESPONSE_TO }, { "in response to your", LABEL_RESPONSE_TO }, { "responding to", LABEL_RESPONSE_TO },
	{ "answer to ls", LABEL_RESPONSE_TO }, { "reply to your ls", LABEL_RESPONSE_TO }, { "your letter", LABEL_RESPONSE_TO },
	{ "your liaison", LABEL_RESPONSE_TO }, { "your liaison statement", LABEL_RESPONSE_TO }, { "your document", LABEL_RESPONSE_TO },
	{ "your statement", LABEL_RESPONSE_TO }, { "doc no", LABEL_NUMBER }, { "doc. no", LABEL_NUMBER }, { "doc. no.", LABEL_NUMBER },
	{ "doc number", LABEL_NUMBER }, { "document no.", LABEL_NUMBER }, { "document ref", LABEL_NUMBER }, { "document reference", LABEL_NUMBER },
	{ "liaison no", LABEL_NUMBER }, { "liaison no.", LABEL_NUMBER }, { "liaison statement no", LABEL_NUMBER },
	{ "liaison statement no.", LABEL_NUMBER }, { "statement no", LABEL_NUMBER }, { "statement number", LABEL_NUMBER },
	{ "letter no", LABEL_NUMBER }, { "letter no.", LABEL_NUMBER }, { "letter number", LABEL_NUMBER }, { "ls no.", LABEL_NUMBER },
	{ "our ref.", LABEL_NUMBER }, { "our ref no", LABEL_NUMBER }, { "our document number", LABEL_NUMBER },
	{ "liaison reference", LABEL_NUMBER }, { "liaison reference number", LABEL_NUMBER }, { "liaison ref", LABEL_NUMBER },
	{ "ls reference", LABEL_NUMBER }, { "ls ref", LABEL_NUMBER }, { "document identifier", LABEL_NUMBER },
	{ "liaison identifier", LABEL_NUMBER }, { "ls identifier", LABEL_NUMBER }, { "technical lead", LABEL_CONTACT },
	{ "officers", LABEL_CONTACT }, { "liaison officer", LABEL_CONTACT }, { "liaison representative", LABEL_CONTACT },
	{ "focal point", LABEL_CONTACT }, { "focal points", LABEL_CONTACT }, { "communicated by", LABEL_CONTACT },
	{ "liaison communicated by", LABEL_CONTACT }, { "prepared by", LABEL_CONTACT }, { "contact for questions", LABEL_CONTACT },
	{ "questions to", LABEL_CONTACT }, { "for questions", LABEL_CONTACT }, { "for further information", LABEL_CONTACT },
	{ "person to contact", LABEL_CONTACT }, { "ls contact", LABEL_CONTACT }, { "liaison contact person", LABEL_CONTACT },
	{ "contact of the secretariat", LABEL_CONTACT }, { "editor", LABEL_CONTACT }, { "editors", LABEL_CONTACT },
	{ "reply to be sent to", LABEL_FROM_LIAISON }, { "replies to be sent to", LABEL_FROM_LIAISON },
	{ "response to be sent to", LABEL_FROM_LIAISON }, { "responses to be sent to", LABEL_FROM_LIAISON },
	{ "replies should be sent to", LABEL_FROM_LIAISON }, { "reply should be sent to", LABEL_FROM_LIAISON },
	{ "please send response to", LABEL_FROM_LIAISON }, { "please send responses to", LABEL_FROM_LIAISON },
	{ "please send reply to", LABEL_FROM_LIAISON }, { "please send your reply to", LABEL_FROM_LIAISON },
	{ "please reply to", LABEL_FROM_LIAISON }, { "please respond to", LABEL_FROM_LIAISON }, { "address for reply", LABEL_FROM_LIAISON },
	{ "address for response", LABEL_FROM_LIAISON }, { "address for responses", LABEL_FROM_LIAISON },
	{ "response address", LABEL_FROM_LIAISON }, { "send answer to", LABEL_FROM_LIAISON }, { "send answers to", LABEL_FROM_LIAISON },
	{ "please send answers to", LABEL_FROM_LIAISON }, { "send your reply to", LABEL_FROM_LIAISON },
	{ "send your response to", LABEL_FROM_LIAISON }, { "where to reply", LABEL_FROM_LIAISON }, { "where to send replies", LABEL_FROM_LIAISON },
	{ "direct replies to", LABEL_FROM_LIAISON }, { "direct reply to", LABEL_FROM_LIAISON },
	{ "please direct any reply to", LABEL_FROM_LIAISON }, { "please direct replies to", LABEL_FROM_LIAISON }, { "annexes", LABEL_ATTACHMENTS },
	{ "enclosed", LABEL_ATTACHMENTS }, { "documents attached", LABEL_ATTACHMENTS }, { "attached documents", LABEL_ATTACHMENTS },
	{ "annexed", LABEL_ATTACHMENTS }, { "via email", LABEL_OTHER }, { "by email", LABEL_OTHER }, { "type of document", LABEL_OTHER },
	{ "doc type", LABEL_OTHER }, { "priority", LABEL_OTHER }, { "security", LABEL_OTHER }, { "confidentiality", LABEL_OTHER },
	{ "agreed", LABEL_OTHER }, { "agreed by", LABEL_OTHER }, { "dates", LABEL_OTHER }, { "meeting place", LABEL_OTHER },
	{ "place and date", LABEL_OTHER }, { "approval date", LABEL_OTHER }, { "date of approval", LABEL_OTHER }, { "date sent", LABEL_OTHER },
	{ "sent", LABEL_OTHER }, { "sent on", LABEL_OTHER }, { "ballot", LABEL_OTHER }, { "release date", LABEL_OTHER },

	{ "from wg", LABEL_FROM }, { "from sdo", LABEL_FROM }, { "source wg", LABEL_FROM }, { "from/source", LABEL_FROM }, { "source/from", LABEL_FROM },
	{ "to wg", LABEL_TO }, { "to sdo", LABEL_TO }, { "attention of", LABEL_TO }, { "copy for info", LABEL_CC }, { "for copy to", LABEL_CC },
	{ "deadline for comment", LABEL_DEADLINE }, { "deadline for action", LABEL_DEADLINE }, { "due date for response", LABEL_DEADLINE },
	{ "due date for responses", LABEL_DEADLINE }, { "due date for reply", LABEL_DEADLINE }, { "due date for replies", LABEL_DEADLINE },
	{ "due date for comments", LABEL_DEADLINE }, { "comment by", LABEL_DEADLINE }, { "comment deadline", LABEL_DEADLINE },
	{ "comments deadline", LABEL_DEADLINE }, { "response required", LABEL_DEADLINE }, { "reply required", LABEL_DEADLINE },
	{ "requested date of response", LABEL_DEADLINE }, { "requested date of reply", LABEL_DEADLINE }, { "date for reply", LABEL_DEADLINE },
	{ "required response date", LABEL_DEADLINE }, { "required reply date", LABEL_DEADLINE }, { "closing date for comments", LABEL_DEADLINE },
	{ "latest response date", LABEL_DEADLINE }, { "reply by date", LABEL_DEADLINE }, { "response by date", LABEL_DEADLINE },
	{ "your ls", LABEL_RESPONSE_TO }, { "incoming ls", LABEL_RESPONSE_TO }, { "incoming liaison", LABEL_RESPONSE_TO },
	{ "incoming liaison statement", LABEL_RESPONSE_TO }, { "referenced ls", LABEL_RESPONSE_TO }, { "referenced liaison statement", LABEL_RESPONSE_TO },
	{ "reply to ls no", LABEL_RESPONSE_TO }, { "response to ls no", LABEL_RESPONSE_TO }, { "in reference to", LABEL_RESPONSE_TO },
	{ "ls #", LABEL_NUMBER }, { "doc #", LABEL_NUMBER }, { "tdoc number", LABEL_NUMBER }, { "contribution id", LABEL_NUMBER },
	{ "liaison statement id", LABEL_NUMBER }, { "statement id", LABEL_NUMBER }, { "reference number", LABEL_NUMBER }, { "ref no", LABEL_NUMBER },
	{ "ref. no", LABEL_NUMBER }, { "contribution no", LABEL_NUMBER }, { "contribution number", LABEL_NUMBER },
	{ "primary contact", LABEL_CONTACT }, { "persons to contact", LABEL_CONTACT }, { "for more information contact", LABEL_CONTACT },
	{ "for further information contact", LABEL_CONTACT }, { "contact for further information", LABEL_CONTACT },
	{ "contact e mail", LABEL_MAILBOX }, { "contact e mail address", LABEL_MAILBOX }, { "contact email address", LABEL_MAILBOX },
	{ "contact mail", LABEL_MAILBOX }, { "email of convenor", LABEL_MAILBOX }, { "email of convener", LABEL_MAILBOX }, { "email of chair", LABEL_MAILBOX }, { "e mail of convenor", LABEL_MAILBOX }, { "e mail of chair", LABEL_MAILBOX }, { "contact address", LABEL_MAILBOX }, { "mail address", LABEL_MAILBOX }, { "e mail adress", LABEL_MAILBOX },
	{ "email id", LABEL_MAILBOX }, { "reply contact", LABEL_RESPONSE_CONTACT }, { "replies should be addressed to", LABEL_FROM_LIAISON },
	{ "address for correspondence", LABEL_FROM_LIAISON }, { "correspondence to", LABEL_FROM_LIAISON },
	{ "attached document", LABEL_ATTACHMENTS }, { "attached files", LABEL_ATTACHMENTS }, { "encl.", LABEL_ATTACHMENTS },
	{ "place, date", LABEL_OTHER }, { "summary", LABEL_OTHER }, { "dated", LABEL_OTHER }, { "date of issue", LABEL_OTHER }, { "issue date", LABEL_OTHER },
	{ "phone number", LABEL_OTHER }, { "telephone number", LABEL_OTHER }, { "tel/fax", LABEL_OTHER }, { "tel./fax", LABEL_OTHER }, { "fax number", LABEL_OTHER },

	/* French, German, Spanish, Portuguese, Italian; the ITU's own forms first */
	{ "pour suite a` donner", LABEL_ACTION_TO }, { "pour observations a`", LABEL_COMMENT_TO }, { "pour observations", LABEL_COMMENT_TO },
	{ "pour commentaires a`", LABEL_COMMENT_TO }, { "pour commentaires", LABEL_COMMENT_TO }, { "pour info", LABEL_INFO_TO }, { "approbation", LABEL_OTHER },
	{ "mots cle's", LABEL_OTHER }, { "re'sume'", LABEL_OTHER }, { "para accio'n a", LABEL_ACTION_TO }, { "para accio'n de", LABEL_ACTION_TO },
	{ "para accio'n por", LABEL_ACTION_TO }, { "para comentarios a", LABEL_COMMENT_TO }, { "para comentarios de", LABEL_COMMENT_TO },
	{ "para comentarios", LABEL_COMMENT_TO }, { "para informacio'n a", LABEL_INFO_TO }, { "para informacio'n de", LABEL_INFO_TO },
	{ "aprobacio'n", LABEL_OTHER }, { "palabras clave", LABEL_OTHER }, { "resumen", LABEL_OTHER }, { "fuente", LABEL_FROM }, { "procedencia", LABEL_FROM },
	{ "de", LABEL_FROM }, { "expe'diteur", LABEL_FROM }, { "e'metteur", LABEL_FROM }, { "origine", LABEL_FROM }, { "a`", LABEL_TO },
	{ "destinataire", LABEL_TO }, { "destinataires", LABEL_TO }, { "a` l'attention de", LABEL_TO }, { "objet", LABEL_SUBJECT }, { "copie", LABEL_CC },
	{ "copie a`", LABEL_CC }, { "copies a`", LABEL_CC }, { "date limite", LABEL_DEADLINE }, { "date limite de re'ponse", LABEL_DEADLINE },
	{ "e'che'ance", LABEL_DEADLINE }, { "re'ponse attendue le", LABEL_DEADLINE }, { "en re'ponse a`", LABEL_RESPONSE_TO },
	{ "re'ponse a`", LABEL_RESPONSE_TO }, { "vos re'fe'rences", LABEL_RESPONSE_TO }, { "votre re'fe'rence", LABEL_RESPONSE_TO },
	{ "re'fe'rence", LABEL_NUMBER }, { "nos re'fe'rences", LABEL_NUMBER }, { "notre re'fe'rence", LABEL_NUMBER }, { "notre re'f", LABEL_NUMBER }, { "nos re'f", LABEL_NUMBER }, { "n/re'f", LABEL_NUMBER }, { "votre re'f", LABEL_RESPONSE_TO }, { "vos re'f", LABEL_RESPONSE_TO }, { "v/re'f", LABEL_RESPONSE_TO }, { "courriel", LABEL_MAILBOX },
	{ "pie`ces jointes", LABEL_ATTACHMENTS }, { "pie`ce jointe", LABEL_ATTACHMENTS },
	{ "von", LABEL_FROM }, { "absender", LABEL_FROM }, { "an", LABEL_TO }, { "empfa:nger", LABEL_TO }, { "betreff", LABEL_SUBJECT }, { "betr.", LABEL_SUBJECT },
	{ "kopie", LABEL_CC }, { "kopie an", LABEL_CC }, { "zur kenntnis an", LABEL_INFO_TO }, { "frist", LABEL_DEADLINE }, { "antwort bis", LABEL_DEADLINE },
	{ "antwort erbeten bis", LABEL_DEADLINE }, { "ihr zeichen", LABEL_RESPONSE_TO }, { "unser zeichen", LABEL_NUMBER }, { "gescha:ftszeichen", LABEL_NUMBER },
	{ "ansprechpartner", LABEL_CONTACT }, { "ansprechpartnerin", LABEL_CONTACT }, { "zweck", LABEL_PURPOSE }, { "anlagen", LABEL_ATTACHMENTS },
	{ "remitente", LABEL_FROM }, { "para", LABEL_TO }, { "destinatario", LABEL_TO }, { "asunto", LABEL_SUBJECT }, { "copia", LABEL_CC },
	{ "fecha li'mite", LABEL_DEADLINE }, { "plazo", LABEL_DEADLINE }, { "contacto", LABEL_CONTACT },
	{ "titel", LABEL_TITLE }, { "ti'tulo", LABEL_TITLE }, { "titolo", LABEL_TITLE }, { "sujet", LABEL_SUBJECT }, { "thema", LABEL_SUBJECT },
	{ "assunto", LABEL_SUBJECT }, { "oggetto", LABEL_SUBJECT }, { "origen", LABEL_FROM }, { "remetente", LABEL_FROM },
	{ "mittente", LABEL_FROM }, { "e'mis par", LABEL_FROM }, { "herausgeber", LABEL_FROM }, { "emisor", LABEL_FROM },
	{ "emissor", LABEL_FROM }, { "destino", LABEL_TO }, { "destinata'rio", LABEL_TO }, { "zu ha:nden", LABEL_TO },
	{ "zu ha:nden von", LABEL_TO }, { "destinatari", LABEL_TO }, { "destinatarios", LABEL_TO }, { "destinata'rios", LABEL_TO },
	{ "con copia a", LABEL_CC }, { "con copia", LABEL_CC }, { "co'pia", LABEL_CC }, { "copia a", LABEL_CC },
	{ "copie pour information", LABEL_CC }, { "verteiler", LABEL_CC }, { "nachrichtlich", LABEL_CC }, { "nachrichtlich an", LABEL_CC },
	{ "ampliation", LABEL_CC }, { "ampliations", LABEL_CC }, { "in kopie", LABEL_CC }, { "co'pia para", LABEL_CC },
	{ "per conoscenza", LABEL_CC }, { "finalidad", LABEL_PURPOSE }, { "propo'sito", LABEL_PURPOSE }, { "finalidade", LABEL_PURPOSE },
	{ "zweck des schreibens", LABEL_PURPOSE }, { "finalite'", LABEL_PURPOSE }, { "suite attendue", LABEL_PURPOSE }, { "suite a` donner", LABEL_PURPOSE }, { "suite demande'e", LABEL_PURPOSE }, { "scopo", LABEL_PURPOSE },
	{ "but de la note", LABEL_PURPOSE }, { "re'ponse attendue avant le", LABEL_DEADLINE }, { "re'ponse souhaite'e", LABEL_DEADLINE }, { "re'ponse attendue", LABEL_DEADLINE }, { "re'ponse demande'e", LABEL_DEADLINE }, { "re'ponse souhaite'e avant le", LABEL_DEADLINE },
	{ "re'ponse souhaite'e pour le", LABEL_DEADLINE }, { "re'ponse avant le", LABEL_DEADLINE }, { "a` re'pondre avant le", LABEL_DEADLINE },
	{ "re'ponse demande'e avant le", LABEL_DEADLINE }, { "de'lai de re'ponse", LABEL_DEADLINE }, { "de'lai", LABEL_DEADLINE },
	{ "ru:ckmeldung bis", LABEL_DEADLINE }, { "ru:ckmeldung erbeten bis", LABEL_DEADLINE }, { "stellungnahme bis", LABEL_DEADLINE },
	{ "antwort gewu:nscht bis", LABEL_DEADLINE }, { "antwortfrist", LABEL_DEADLINE }, { "fecha li'mite de respuesta", LABEL_DEADLINE },
	{ "plazo de respuesta", LABEL_DEADLINE }, { "responder antes de", LABEL_DEADLINE }, { "prazo", LABEL_DEADLINE },
	{ "prazo de resposta", LABEL_DEADLINE }, { "data limite", LABEL_DEADLINE }, { "scadenza", LABEL_DEADLINE },
	{ "en respuesta a", LABEL_RESPONSE_TO }, { "respuesta a", LABEL_RESPONSE_TO }, { "em resposta a", LABEL_RESPONSE_TO },
	{ "in risposta a", LABEL_RESPONSE_TO }, { "bezug", LABEL_RESPONSE_TO }, { "in beantwortung von", LABEL_RESPONSE_TO },
	{ "antwort auf", LABEL_RESPONSE_TO }, { "su referencia", LABEL_RESPONSE_TO }, { "sua refere^ncia", LABEL_RESPONSE_TO },
	{ "re'fe'rence de la note", LABEL_NUMBER }, { "nume'ro", LABEL_NUMBER }, { "nu'mero", LABEL_NUMBER },
	{ "nuestra referencia", LABEL_NUMBER }, { "referencia", LABEL_NUMBER }, { "n'ume'ro de document", LABEL_NUMBER },
	{ "aktenzeichen", LABEL_NUMBER }, { "nossa refere^ncia", LABEL_NUMBER }, { "dokument nr.", LABEL_NUMBER },
	{ "dokumentnummer", LABEL_NUMBER }, { "kontakt", LABEL_CONTACT }, { "persona de contacto", LABEL_CONTACT }, { "contato", LABEL_CONTACT },
	{ "contatto", LABEL_CONTACT }, { "personne a` contacter", LABEL_CONTACT }, { "correspondant", LABEL_CONTACT },
	{ "interlocuteur", LABEL_CONTACT }, { "ru:ckfragen an", LABEL_CONTACT }, { "correo electro'nico", LABEL_MAILBOX },
	{ "correo", LABEL_MAILBOX }, { "me'l", LABEL_MAILBOX }, { "adresse e'lectronique", LABEL_MAILBOX }, { "e mail adresse", LABEL_MAILBOX },
	{ "endereco,", LABEL_MAILBOX }, { "anexos", LABEL_ATTACHMENTS }, { "anexo", LABEL_ATTACHMENTS },
	{ "adjuntos", LABEL_ATTACHMENTS }, { "adjunto", LABEL_ATTACHMENTS }, { "anlage", LABEL_ATTACHMENTS }, { "beilagen", LABEL_ATTACHMENTS },
	{ "allegati", LABEL_ATTACHMENTS }, { "annexe", LABEL_ATTACHMENTS }, { "pour action", LABEL_ACTION_TO },
	{ "pour action a`", LABEL_ACTION_TO }, { "pour suite a` donner a`", LABEL_ACTION_TO }, { "para accio'n", LABEL_ACTION_TO },
	{ "zur bearbeitung an", LABEL_ACTION_TO }, { "pour information", LABEL_INFO_TO }, { "pour information a`", LABEL_INFO_TO },
	{ "para informacio'n", LABEL_INFO_TO }, { "zur information an", LABEL_INFO_TO }, { "zur kenntnisnahme an", LABEL_INFO_TO },
	{ "pour avis", LABEL_COMMENT_TO }, { "pour avis a`", LABEL_COMMENT_TO }, { "zur stellungnahme an", LABEL_COMMENT_TO },
	{ "diffusion", LABEL_DISTRIBUTION }, { "datum", LABEL_OTHER }, { "ort", LABEL_OTHER }, { "fecha", LABEL_OTHER }, { "lugar", LABEL_OTHER },
	{ "data", LABEL_OTHER }, { "fecha de envi'o", LABEL_OTHER }, { "lieu", LABEL_OTHER }, { "date de la note", LABEL_OTHER },
	{ "re'union", LABEL_OTHER }, { "sitzung", LABEL_OTHER }, { "reunio'n", LABEL_OTHER }, { "te'l", LABEL_OTHER },
	{ "te'le'phone", LABEL_OTHER }, { "telefon", LABEL_OTHER }, { "tele'fono", LABEL_OTHER }, { "fax.", LABEL_OTHER },
	{ "seiten", LABEL_OTHER }, { "status des dokuments", LABEL_OTHER },
};

/* What forms add to a label in brackets: its length, or 0. */
static gsize qualifier_at(const char *text)
{
	static const char *const qualifiers[] = { "(s)", "(if applicable)", "(if any)", "(optional)" };

	for (gsize i = 0; i < G_N_ELEMENTS(qualifiers); i++)
		if (g_ascii_strncasecmp(text, qualifiers[i], strlen(qualifiers[i])) == 0)
			return strlen(qualifiers[i]);
	return 0;
}

/* A letter with an accent (U+00C0 to U+00FF): the letter and a mark, so that "Référence" is not "Reference". */
static gboolean fold_accent(const char *p, char key[2])
{
	static const char letters[] = "aaaaaa ceeeeiiii nooooo ouuuuy  ", marks[] = "`'^~:o ,`'^:`'^: ~`'^~: /`'^:'  ";
	guchar second = (guchar)p[1];

	if ((guchar)p[0] != 0xC3 || second < 0x80 || second > 0xBF || letters[second & 0x1F] == ' ')
		return FALSE;
	key[0] = letters[second & 0x1F];
	key[1] = marks[second & 0x1F];
	return TRUE;
}

/* Lower case, '-' and '_' as blanks, no "*", "(s)" or ":" at the end, single blanks. FALSE: no label is written like this. */
gboolean label_fold(const char *text, char key[LABEL_KEY_MAX])
{
	gsize n = 0;
	gboolean other = FALSE;

	for (const char *p = text; *p; p++) {
		char c = g_ascii_tolower(*p);
		gsize qualifier = c == '(' ? qualifier_at(p) : 0;

		if (qualifier) {
			p += qualifier - 1;
			continue;
		}
		if (c == '*')
			continue;
		if (strncmp(p, "\342\200\231", 3) == 0 && n + 1 < LABEL_KEY_MAX) {        /* "Req’d" */
			key[n++] = '\'';
			p += 2;
			continue;
		}
		if ((guchar)c >= 0x80 && n + 2 < LABEL_KEY_MAX && fold_accent(p, key + n)) {
			n += 2;
			p++;
			continue;
		}
		if ((guchar)c >= 0xD0) {                      /* another script beside it: "标题 Title" */
			p = g_utf8_next_char(p) - 1;
			other = TRUE;
			c = ' ';
		}
		if (c == '-' || c == '_' || c == '\t' || c == '\n')
			c = ' ';
		if ((c == ' ' || (other && strchr("/()", c))) && (n == 0 || key[n - 1] == ' '))
			continue;
		if ((guchar)c >= 0x80 || n + 1 >= LABEL_KEY_MAX)
			return FALSE;
		key[n++] = c;
	}
	while (n > 0 && (key[n - 1] == ' ' || key[n - 1] == ':' || (other && strchr("/()", key[n - 1]))))
		n--;
	key[n] = '\0';
	return n > 0;
}

/* A slip of who wrote the label: a letter left out, two of them the other way round, or one written twice. */
static void add_slips(GHashTable *hash, const char *text, enum label label)
{
	const gsize length = strlen(text);

	for (gsize i = 1; i < length; i++) {
		char left_out[LABEL_KEY_MAX], swapped[LABEL_KEY_MAX], twice[LABEL_KEY_MAX];
		char *const slips[] = { left_out, swapped, twice };

		if (!g_ascii_isalpha(text[i]))
			continue;
		g_snprintf(left_out, sizeof(left_out), "%.*s%s", (int)i, text, text + i + 1);
		g_snprintf(twice, sizeof(twice), "%.*s%s", (int)i + 1, text, text + i);
		g_strlcpy(swapped, text, sizeof(swapped));
		if (g_ascii_isalpha(text[i - 1])) {
			swapped[i] = text[i - 1];
			swapped[i - 1] = text[i];
		}
		for (gsize s = 0; s < G_N_ELEMENTS(slips); s++)
			if (!g_hash_table_contains(hash, slips[s]))
				g_hash_table_insert(hash, g_strdup(slips[s]), GINT_TO_POINTER((gint)label));
	}
}

static gboolean may_slip(const struct spelling *spelling)
{
	return strlen(spelling->text) >= SLIP_MIN && (label_is_main(spelling->label) || spelling->label == LABEL_CC || spelling->label == LABEL_DEADLINE);
}

static GHashTable *table(void)
{
	static gsize once;
	static GHashTable *hash;

	if (g_once_init_enter(&once)) {
		hash = g_hash_table_new(g_str_hash, g_str_equal);
		for (gsize i = 0; i < G_N_ELEMENTS(spellings); i++)
			g_hash_table_insert(hash, (gpointer)spellings[i].text, GINT_TO_POINTER((gint)spellings[i].label));
		for (gsize i = 0; i < G_N_ELEMENTS(spellings); i++)
			if (may_slip(&spellings[i]))
				add_slips(hash, spellings[i].text, spellings[i].label);
		g_once_init_leave(&once, 1);
	}
	return hash;
}

static enum label find_plain(const struct layout *layout, const char *text);

/* "Title / Titre", "Source / Fuente": the same in two languages. What says two things is neither. */
static enum label find_twice(const struct layout *layout, const char *text)
{
	const char *stroke = strstr(text, " / ");
	g_autofree char *front = stroke ? g_strndup(text, (gsize)(stroke - text)) : NULL;
	enum label label = front && !strchr(stroke + 2, '/') ? find_plain(layout, front) : LABEL_NONE;
	enum label behind = label == LABEL_NONE ? LABEL_NONE : find_plain(layout, stroke + 3);

	return behind == LABEL_NONE || behind == label ? label : LABEL_NONE;
}

static enum label find_key(const struct layout *layout, const char *key)
{
	enum label label = layout ? layout_label_by_key(layout, key) : LABEL_NONE;

	return label != LABEL_NONE ? label : (enum label)GPOINTER_TO_INT(g_hash_table_lookup(table(), key));
}

static enum label find_plain(const struct layout *layout, const char *text)
{
	char key[LABEL_KEY_MAX], rest[LABEL_KEY_MAX];
	enum label label;

	if (!label_fold(text, key))
		return LABEL_NONE;
	label = find_key(layout, key);
	if (label == LABEL_NONE && g_str_has_suffix(key, ".")) {        /* "Your ref." */
		key[strlen(key) - 1] = '\0';
		label = find_key(layout, key);
	}
	if (label != LABEL_NONE || !label_words_drop(key, rest))
		return label == LABEL_TEXT ? LABEL_NONE : label;
	label = find_key(layout, rest);
	if (label == LABEL_NUMBER && g_str_has_prefix(key, "your "))
		return LABEL_RESPONSE_TO;                               /* the number of what is answered */
	return label < LABEL_ATTACHMENTS || label == LABEL_OTHER ? label : LABEL_NONE;     /* "Our liaison text" may be text */
}

/* "From (name of group)": the label in front of what the form says about it. "Re (…)" begins too many sentences. */
static enum label find_hinted(const struct layout *layout, const char *text)
{
	gsize length = 0;
	enum label_hint hint = label_hint_find(text, &length);
	g_autofree char *front = hint == LABEL_HINT_NONE ? NULL : g_strchomp(g_strndup(text, length));
	enum label label = front && g_ascii_strcasecmp(front, "re") != 0 ? find_plain(layout, front) : LABEL_NONE;

	if (hint == LABEL_HINT_PERSON)
		return label == LABEL_FROM ? LABEL_FROM_CONTACT : label == LABEL_TO ? LABEL_TO_CONTACT : label;
	return label;
}

enum label label_find(const struct layout *layout, const char *text)
{
	enum label label = find_plain(layout, text);

	if (label == LABEL_NONE)
		label = find_hinted(layout, text);
	return label == LABEL_NONE ? find_twice(layout, text) : label;
}

enum label label_find_phrase(const char *text, const char **ret_value)
{
	/* Long enough to be no words of a sentence that starts a line by chance. */
	static const char *const phrases[] = { "Please reply by ", "Reply requested by ", "Response requested by ", "Please respond by " };

	for (gsize i = 0; i < G_N_ELEMENTS(phrases); i++) {
		gsize length = strlen(phrases[i]);

		if (g_ascii_strncasecmp(text, phrases[i], length) == 0) {
			*ret_value = text + length;
			return LABEL_DEADLINE;
		}
	}
	return LABEL_NONE;
}

gboolean label_is_main(enum label label)
{
	return label == LABEL_TITLE || label == LABEL_SUBJECT || label == LABEL_FROM || label == LABEL_TO || label == LABEL_PURPOSE ||
	       label == LABEL_ACTION_TO || label == LABEL_COMMENT_TO || label == LABEL_INFO_TO;
}
