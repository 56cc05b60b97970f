/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-labels.c - labelled blocks: which value belongs to which label, and where it ends
 */
#include <string.h>
#include "../../src/reading/html.h"
#include "../../src/reading/labels.h"
#include "../../src/reading/line.h"

struct row { const char *name, *text; enum label label; const char *value; };

#define HEAD "Title: T\nFrom: 3GPP SA2\nTo: IETF\n"

static const struct row rows[] = {
	{ "same-line", HEAD "Purpose: For action\n", LABEL_PURPOSE, "For action" },
	{ "blank-before-colon", HEAD "PURPOSE : For action\n", LABEL_PURPOSE, "For action" },
	{ "star", HEAD "Purpose:* For action\n", LABEL_PURPOSE, "For action" },
	{ "bold", HEAD "**Purpose:** For action\n", LABEL_PURPOSE, "For action" },
	{ "tab", HEAD "Purpose\tFor action\n", LABEL_PURPOSE, "For action" },
	{ "gap", HEAD "Purpose        For action\n", LABEL_PURPOSE, "For action" },
	{ "dash", HEAD "Purpose   - For action\n", LABEL_PURPOSE, "For action" },
	{ "column-ends-value", "Title     T\nStatus    agreed\nSource    A WG\nTo        IETF\n", LABEL_TITLE, "T" },
	{ "column-of-a-contact", "Title     T\nSource    A WG\nTo        IETF\nContact   J. Doe, j@d.example\n", LABEL_CONTACT, "J. Doe, j@d.example" },
	{ "other-script-before", "\u6807\u9898 Title: T\n\u6765\u6e90 Source: A WG\n\u4e3b\u9001 To: IETF\n", LABEL_FROM, "A WG" },
	{ "other-script-behind", "Title (\u6807\u9898): T\nSource/\u6765\u6e90\uff1aA WG\nTo: IETF\n", LABEL_FROM, "A WG" },
	{ "french", "Objet : T\nDe : A WG\n\u00c0 : IETF\n\u00c9ch\u00e9ance : 3 mai 2026\n", LABEL_DEADLINE, "3 mai 2026" },
	{ "french-to", "Objet : T\nDe : A WG\n\u00c0 : IETF\n", LABEL_TO, "IETF" },
	{ "french-number", "R\u00e9f\u00e9rence : D-17\nObjet : T\nDe : A WG\n\u00c0 : IETF\n", LABEL_NUMBER, "D-17" },
	{ "german", "Betreff: T\nVon: A WG\nAn: IETF\nFrist: 3. Mai 2026\n", LABEL_DEADLINE, "3. Mai 2026" },
	{ "source-and-author", "Source: A WG\n\nTo: IETF\n\nFrom: J. Doe, j@d.example\n\nSubject: T\n", LABEL_SUBJECT, "T" },
	{ "author-beside-source", "Source: A WG\n\nTo: IETF\n\nFrom: J. Doe, j@d.example\n\nSubject: T\n", LABEL_FROM, "A WG" },
	{ "mailbox-below-contact", HEAD "Contact: J. Doe\n\nj@d.example\n\nDeadline: x\n", LABEL_CONTACT, "J. Doe\nj@d.example" },
	{ "two-below-contact", HEAD "Contact: J. Doe, j@d.example\n\nA. Roe, a@r.example\n\nDeadline: x\n", LABEL_CONTACT, "J. Doe, j@d.example\nA. Roe, a@r.example" },
	{ "no-mailbox-below-contact", HEAD "Contact: J. Doe\n\nPlease write to all of us at a@b.example before the summer.\n", LABEL_CONTACT, "J. Doe" },
	{ "heading-to", "Working Party 9Z\n\nLIAISON STATEMENT TO X AND Y\n\nCLOCKS\n\nWe say this.\n\nStatus: x\n", LABEL_TO, "X AND Y" },
	{ "heading-from", "Working Party 9Z\n\nLIAISON STATEMENT TO X AND Y\n\nCLOCKS\n\nWe say this.\n", LABEL_FROM, "Working Party 9Z" },
	{ "heading-title", "Working Party 9Z\n\nLIAISON STATEMENT TO X AND Y\n\nCLOCKS\nAND RADIO\n\nWe say this.\n", LABEL_TITLE, "CLOCKS\nAND RADIO" },
	{ "heading-kind-below", "          Working Party 9Z\nLIAISON STATEMENT TO IETF INTERNET CLOCKS\n            WORKING GROUP\n          Waves of clocks\n1 Introduction\nWe say this.\n", LABEL_TO, "IETF INTERNET CLOCKS WORKING GROUP" },
	{ "heading-title-above-number", "          Working Party 9Z\nLIAISON STATEMENT TO IETF INTERNET CLOCKS\n            WORKING GROUP\n          Waves of clocks\n1 Introduction\nWe say this.\n", LABEL_TITLE, "          Waves of clocks" },
	{ "heading-title-above-text", "          Working Party 9Z\n     LIAISON STATEMENT TO X\n          Waves of clocks and\n          of other things\nWorking Party 9Z has met in Geneva and looked at all the clocks.\n", LABEL_TITLE, "          Waves of clocks and\n          of other things" },
	{ "heading-and-next-heading", "Working Party 9Z\nLIAISON STATEMENT TO Y AND X\nCLOCKS\n\nWe say this.\n", LABEL_TO, "Y AND X" },
	{ "heading-copies-at-the-end", "Working Party 9Z\nLIAISON STATEMENT TO X\n\nCLOCKS\n\nWe say this.\n\nStatus: For information\nCopies: Y; Z\n", LABEL_CC, "Y; Z" },
	{ "copies-in-the-text", HEAD "\nThe group has met in Geneva and looked at all of the drafts once more.\n\nCopies: in the library of each of us\n", LABEL_CC, NULL },
	{ "heading-list", "Working Party 9Z\nLIAISON STATEMENT TO EXTERNAL ORGANIZATIONS\n(X, Y)\n(COPY TO Z)\n\nCLOCKS\n\nWe say this.\n", LABEL_TO, "X, Y" },
	{ "heading-copies", "Working Party 9Z\nLIAISON STATEMENT TO EXTERNAL ORGANIZATIONS\n(X, Y)\n(COPY TO Z)\n\nCLOCKS\n\nWe say this.\n", LABEL_CC, "Z" },
	{ "heading-deadline", "Working Party 9Z\nLIAISON STATEMENT TO X\n\nCLOCKS\n\nWe say this.\n\nDeadline: 15 May 2026\n", LABEL_DEADLINE, "15 May 2026" },
	{ "heading-without-title", "Working Party 9Z\nLIAISON STATEMENT TO X\n\nWe say this.\n", LABEL_TITLE, "LIAISON STATEMENT TO X" },
	{ "heading-of-nobody", "Dear all\n\nLIAISON STATEMENT TO X\n\nCLOCKS\n\nWe say this.\n", LABEL_TO, NULL },
	{ "topic-of-an-agenda", "Agenda of the group\nLiaison statement to X on clocks\nAny other business\n", LABEL_TO, NULL },
	{ "to-for-action", "Title: T\nFrom: A WG\nTo (for action): B WG\nTo (for information): IETF\n", LABEL_ACTION_TO, "B WG" },
	{ "to-for-information", "Title: T\nFrom: A WG\nTo (for action): B WG\nTo (for information): IETF\n", LABEL_INFO_TO, "IETF" },
	{ "liaison-from", "Liaison from: A WG\nLiaison to: IETF\nSubject: T\n", LABEL_FROM, "A WG" },
	{ "address-reply-to", HEAD "Address reply to:\n\na@b.example\n", LABEL_FROM_LIAISON, "a@b.example" },
	{ "wrapped-in-its-column", "Source:        A WG\nTitle:         T\nFor            IETF QUIC; B WG\ninformation\nto:\n", LABEL_INFO_TO, "IETF QUIC; B WG" },
	{ "wrapped-beside-wrapped-value", "Source:   A WG\nTitle:    T\nFor       IETF QUIC, B WG,\ncomment   C WG\nto:\n", LABEL_COMMENT_TO, "IETF QUIC, B WG,\nC WG" },
	{ "wrapped-and-empty", "Source:   A WG\nTitle:    T\nTo:       IETF\nFor comment -\nto:\n", LABEL_COMMENT_TO, NULL },
	{ "wrapped-below-the-value-of-another", HEAD "Response\nrequested by: 3 May 2026\n", LABEL_DEADLINE, "3 May 2026" },
	{ "wrapped-prose", HEAD "For the group this\nis all new, and it wants to know more\nto: be prepared\n", LABEL_INFO_TO, NULL },
	{ "wrapped-unknown", HEAD "Our meeting    Geneva\nplace:\n", LABEL_INFO_TO, NULL },
	{ "letter-left-out", "Title: T\nFrom: A WG\nFor infomation to: IETF\n", LABEL_INFO_TO, "IETF" },
	{ "letters-swapped", "Title: T\nFrom: A WG\nAdderssees: IETF\n", LABEL_TO, "IETF" },
	{ "letter-twice", HEAD "Reply requestted by: 3 May 2026\n", LABEL_DEADLINE, "3 May 2026" },
	{ "no-slip-in-a-short-word", "Title: T\nSource: A WG\nTo: IETF\nForm: 17\n", LABEL_FROM, "A WG" },
	{ "two-languages", "Title / Titre: T\nOriginator / \303\211metteur: A WG\nAddressee(s) / Destinataire(s): IETF\n", LABEL_TO, "IETF" },
	{ "two-languages-in-columns", "T\303\255tulo / Title        T\nOrigen / Source       A WG\nPara / To             IETF\n", LABEL_FROM, "A WG" },
	{ "two-things", HEAD "Deadline / Status: 3 May 2026\n", LABEL_DEADLINE, NULL },
	{ "greeted-below-unknown-label", "To: IETF\nRe: T\nBy way of: B WG\n\nDear all,\n\nWe say this.\n", LABEL_TO, "IETF" },
	{ "apostrophe", HEAD "Response req\342\200\231d: 3 May 2026\n", LABEL_DEADLINE, "3 May 2026" },
	{ "hyphen", HEAD "From-Contact: a@b.example\n", LABEL_FROM_CONTACT, "a@b.example" },
	{ "misspelled", HEAD "Reponse Contact: a@b.example\n", LABEL_RESPONSE_CONTACT, "a@b.example" },
	{ "no-colon", HEAD "Please reply by 2024-02-29\n", LABEL_DEADLINE, "2024-02-29" },
	{ "next-line", HEAD "Deadline:\n1 April 2012\nPurpose: x\n", LABEL_DEADLINE, "1 April 2012" },
	{ "next-line-after-blank", HEAD "Deadline:\n\n1 April 2012\n\nPurpose: x\n", LABEL_DEADLINE, "1 April 2012" },
	{ "empty-before-label", HEAD "Deadline:\n\nPurpose: x\n", LABEL_DEADLINE, NULL },
	{ "empty-before-unknown-label", HEAD "Deadline:\nWhatever: x\n", LABEL_DEADLINE, NULL },
	{ "empty-before-text", HEAD "Deadline:\n\nThe group has met in Geneva and looked at all of the drafts once more.\n", LABEL_DEADLINE, NULL },
	{ "indented", HEAD "Cc: a@b.example,\n   c@d.example,\n   e@f.example\nPurpose: x\n", LABEL_CC, "a@b.example,\nc@d.example,\ne@f.example" },
	{ "comma-goes-on", HEAD "Cc: a@b.example,\nc@d.example\nPurpose: x\n", LABEL_CC, "a@b.example,\nc@d.example" },
	{ "short-line-stops", HEAD "Purpose: For action\nPlease look\n", LABEL_PURPOSE, "For action" },
	{ "full-line-goes-on", "From: A WG\nTo: IETF\nSubject: A title that is so long that it had to be broken by its\nwriter\nDate: x\n", LABEL_SUBJECT,
	  "A title that is so long that it had to be broken by its\nwriter" },
	{ "long-title-goes-on", "Title: A title that is so long that it had to be broken by its writer once\nand goes on over ten words at the left margin of the page\n\nFrom: A WG\nTo: IETF\n",
	  LABEL_TITLE, "A title that is so long that it had to be broken by its writer once\nand goes on over ten words at the left margin of the page" },
	{ "text-below-full-title", "From: A WG\nTo: IETF\nTitle: A title that is so long that it fills the whole of this line\nWe have met and looked at all that was sent to us by you\nlast week.\n",
	  LABEL_TITLE, "A title that is so long that it fills the whole of this line" },
	{ "long-title-below-blank", "TITLE:\n\nA title that is so long that it would be taken for a sentence\n\nFROM: A WG\nTO: IETF\n",
	  LABEL_TITLE, "A title that is so long that it would be taken for a sentence" },
	{ "two-on-a-line", HEAD "For information to: Approval: SG15 (3 May 2024)\n", LABEL_INFO_TO, NULL },
	{ "second-on-a-line", HEAD "Contact: A. B.        E-mail: a@b.example\n", LABEL_MAILBOX, "a@b.example" },
	{ "beside-a-continued-line", HEAD "Contact: A. B.\n         Company           E-mail: a@b.example\n", LABEL_MAILBOX, "a@b.example" },
	{ "mailbox-in-the-next-line", HEAD "Contact: A. B.            Tel: +1 2\n         Company          E-mail:\n         Norway           a@b.example\nPurpose: x\n", LABEL_MAILBOX, "a@b.example" },
	{ "mailbox-broken", HEAD "Contact: A. B.            Tel: +1 2\n         Company          E-mail:\n         Norway           a@b.exam\n                          ple\nPurpose: x\n", LABEL_MAILBOX, NULL },
	{ "colon-in-title", "Title: Cues: a new way    To: go\nFrom: SA2\nTo: IETF\n", LABEL_TITLE, "Cues: a new way    To: go" },
	{ "bare", "From\n\n3GPP SA2\n\nTo\n\nIETF\n\nSubject\n\nT\n", LABEL_TO, "IETF" },
	{ "quoted", "> " "Title: T\n> From: A\n> To: B\n> Purpose: x\n", LABEL_PURPOSE, NULL },
	{ "older-below", HEAD "\nText of ours.\n\nTitle: Old\nFrom: IETF\nTo: SA2\nPurpose: For action\nDeadline: 2020-01-01\n", LABEL_DEADLINE, NULL },
	{ "late-deadline", HEAD "\nWe have looked at the draft and find it good in all of its parts.\n\nDeadline: 2020-01-01\n", LABEL_DEADLINE, "2020-01-01" },
	{ "after-cover", "Dear all,\nplease find below our liaison statement on what we said.\n\n" HEAD "Deadline: 2020-01-01\n", LABEL_DEADLINE, "2020-01-01" },
	{ "not-applicable", HEAD "Response to: N/A\n", LABEL_RESPONSE_TO, NULL },
	{ "numbered", "1. Title: T\n2. From: A WG\n3. To: IETF\n4) Deadline: 3 May 2026\n", LABEL_DEADLINE, "3 May 2026" },
	{ "strokes", "From    | A WG\nTo      | IETF\nTitle   | T\nNumber  | D-17\n", LABEL_TITLE, "T" },
	{ "strokes-around", "| From | A WG |\n|------|------|\n| To | IETF |\n| Title | T |\n", LABEL_TO, "IETF" },
	{ "dots", "Sender ........ A WG\nRecipient ..... IETF\nTopic ......... T\n", LABEL_SUBJECT, "T" },
	{ "dashes", "From - A WG\nTo - IETF\nTitle - T - and more\n", LABEL_TITLE, "T - and more" },
	{ "label-of-somebody", "A Forum Liaison To:\nIETF\nFrom:\nA Forum\nSubject:\nT\n", LABEL_TO, "IETF" },
	{ "open-end", "Title: Tiers for\ncarriers of\nall kinds\nFrom: A WG\nTo: IETF\n", LABEL_TITLE, "Tiers for\ncarriers of\nall kinds" },
	{ "capital-stranger", "TO      IETF\nFROM    A WG\nSUBJECT A title that is so long that it fills the whole of this line\nREQUESTED For your reply\n", LABEL_FROM, "A WG" },
	{ "ran-together", HEAD "For action to: A WG For comment to: N/A For information to: IETF\n", LABEL_INFO_TO, "IETF" },
	{ "office-below-person", "From: Jo Doe\nChair, A Working Group\nTo: IETF\nTitle: T\n", LABEL_FROM, "Jo Doe\nChair, A Working Group" },
	{ "sentence-of-two-lines", "Title: T\n\nStatus:\n\nThis document was agreed at a meeting of the group in Vienna,\n2025-05-19/23.\n\nDue date:\n\n2025-09-12\n\nFrom: A WG\n\nTo: IETF\n",
	  LABEL_DEADLINE, "2025-09-12" },
	{ "heading-topic", "Expert Group on Clocks\n\nLIAISON STATEMENT TO X AND Y ON CLOCKS\n\nThe group has met and looked at all that was sent.\n", LABEL_TO, "X AND Y" },
	{ "heading-subject", "Expert Group on Clocks\n\nLiaison statement to X\n\nSubject: Clocks\n\nThe group has met and looked at all that was sent.\n", LABEL_TITLE, "Clocks" },
	{ "hint-group", "Title (short): T\nFrom (GSMA group): A WG\nTo (organisation): IETF\nDeadline (if any): 3 May 2026\n", LABEL_FROM, "A WG" },
	{ "hint-if", "Title (short): T\nFrom (GSMA group): A WG\nTo (organisation): IETF\nDeadline (if a reply is wanted): 3 May 2026\n", LABEL_DEADLINE, "3 May 2026" },
	{ "hint-contact", HEAD "Contact (name, affiliation, telephone and e-mail address): J. Doe, j@d.example\n", LABEL_CONTACT, "J. Doe, j@d.example" },
	{ "hint-in-column", "Title (brief)       T\nSource (WG or TC)   A WG\nTo (organization)   IETF\n", LABEL_TO, "IETF" },
	{ "hint-alone", "From (name of group)\n\nA WG\n\nTo (body)\n\nIETF\n\nTitle (max. 80 characters)\n\nT\n", LABEL_TITLE, "T" },
	{ "hint-of-date", HEAD "Deadline (YYYY-MM-DD): 2026-05-03\n", LABEL_DEADLINE, "2026-05-03" },
	{ "hint-of-person", "Source: A WG\nTo: IETF\nTitle: T\nFrom (contact person): J. Doe, j@d.example\n", LABEL_FROM_CONTACT, "J. Doe, j@d.example" },
	{ "hint-of-person-is-no-body", "To: IETF\nTitle: T\nPurpose: x\nFrom (contact person): J. Doe\n", LABEL_FROM, NULL },
	{ "item-is-no-hint", "Title: T\nFrom: A WG\nPurpose: x\n\nTo (b): we agree\n", LABEL_TO, NULL },
	{ "body-is-no-hint", "Title: T\nFrom: A WG\nPurpose: x\n\nTo (SG15): we agree\n", LABEL_TO, NULL },
	{ "answers-to-questions", "Title: T\nFrom: A WG\nTo: IETF\n\nRe (your second document): it is new\n", LABEL_SUBJECT, NULL },
	{ "leaders", "Title . . . . T\nOriginating group . . A WG (Clocks)\nAddressed to  . . . . IETF X WG,\n                      IETF Y WG\n\nWe say this.\n", LABEL_TO, "IETF X WG,\nIETF Y WG" },
	{ "leaders-and-colon", "Title . . . . : T\nSource  . . . : A WG\nTo  . . . . . : IETF X WG\n\nWe say this.\n", LABEL_TO, "IETF X WG" },
	{ "leaders-close", "Title ...... T\nSource ..... A WG\nTo ......... IETF X WG\n\nWe say this.\n", LABEL_FROM, "A WG" },
	{ "dots-in-text", "Title: T\nFrom: A WG\nTo: IETF\n\nThe copy to you . . . is late\n", LABEL_CC, NULL },
	{ "words-before-bracket", "Title: T\nFrom: A WG\nTo: IETF\n\nThe deadline (if any): it is not known\n", LABEL_DEADLINE, NULL },
	{ "heading-copies-behind", "Working Party 9Z\n\nLIAISON STATEMENT TO THE IETF (X WORKING GROUP) AND Y (COPY TO Z FOR INFORMATION)\n\nCLOCKS\n\nWe say this.\n", LABEL_TO,
	  "IETF (X WORKING GROUP) AND Y" },
	{ "heading-copied", "Working Party 9Z\nLIAISON STATEMENT TO X AND Y\n(copied for information to Z)\n\nCLOCKS\n\nWe say this.\n", LABEL_CC, "Z" },
	{ "heading-cc", "Working Party 9Z\nLIAISON STATEMENT TO X (CC: Y AND Z)\n\nCLOCKS\n\nWe say this.\n", LABEL_CC, "Y AND Z" },
	{ "heading-wrapped", "Working Party 9Z\n\nLIAISON STATEMENT TO THE IETF (X AND V WORKING GROUPS), W AND\nY (COPY TO Z)\n\nCLOCKS\n\nWe say this.\n", LABEL_TO,
	  "IETF (X AND V WORKING GROUPS), W AND Y" },
	{ "heading-wrapped-bracket", "Working Party 9Z\n\nLIAISON STATEMENT TO X\n(COPY TO Y AND\nZ FOR INFORMATION)\n\nCLOCKS\n\nWe say this.\n", LABEL_TITLE, "CLOCKS" },
	{ "heading-whole-goes-no-further", "Working Party 9Z\n\nLIAISON STATEMENT TO X\nCLOCKS OF SHIPS\n\nWe say this.\n", LABEL_TO, "X" },
	{ "heading-copy-of-a-text", "Working Party 9Z\n\nLIAISON STATEMENT TO X (COPY OF A TEXT)\n\nCLOCKS\n\nWe say this.\n", LABEL_CC, NULL },
	{ "secretariat-alone", "TITLE:\nT\n\nSOURCE:\nA WG\n\nDESTINATION:\nIETF\n\nSECRETARIAT:\nJ. Doe, j@d.example\n\nA WG has met.\n", LABEL_CONTACT, "J. Doe, j@d.example" },
	{ "secretariat-beside", HEAD "Secretariat: J. Doe (j@d.example)\n", LABEL_CONTACT, "J. Doe (j@d.example)" },
	{ "secretariat-in-text", HEAD "\nSecretariat of the group: it has met in Geneva and has looked at it.\n", LABEL_CONTACT, NULL },
	{ "text-in-pairs", "From      A Forum            Date      5 May 2026\nTo        IETF X WG          Our ref   A-7\nSubject   T\n", LABEL_FROM, "A Forum" },
	{ "text-in-pairs-second", "From      A Forum            Date      5 May 2026\nTo        IETF X WG          Our ref   A-7\nSubject   T\n", LABEL_NUMBER, "A-7" },
	{ "text-in-pairs-tabs", "Source\tA WG\tDeadline\t3 May 2026\nTo\tIETF\tMeeting\tx\nTitle\tT\n", LABEL_DEADLINE, "3 May 2026" },
	{ "text-in-pairs-goes-on", "From      A Forum            Date      5 May 2026\nTo        IETF X WG (a group)   Our ref   A-7\n          ETSI ISG Y\nSubject   T\n", LABEL_TO,
	  "IETF X WG (a group);\nETSI ISG Y" },
	{ "text-in-pairs-mailbox", "From      A Forum     Contact   J. Doe\n                                j@d.example\nTo        IETF\nSubject   T\n", LABEL_CONTACT, "J. Doe\nj@d.example" },
	{ "gap-before-a-word", "Title     Clocks   Date line\nSource    A WG\nTo        IETF\n", LABEL_TITLE, "Clocks   Date line" },
	{ "text-columns", "Number        From            Deadline\nA-7           A Forum         3 May 2026\n\nTo              Subject\nIETF X WG       T of a letter\nETSI ISG Y\n", LABEL_DEADLINE,
	  "3 May 2026" },
	{ "text-columns-several", "Number        From            Deadline\nA-7           A Forum         3 May 2026\n\nTo              Subject\nIETF X WG       T of a letter\nETSI ISG Y\n", LABEL_TO,
	  "IETF X WG;\nETSI ISG Y" },
	{ "text-columns-gone", "From            Deadline\nwhat we wrote of it was long\nTo: IETF\nTitle: T\n", LABEL_DEADLINE, NULL },
	{ "list-below", "Title: T\nFrom: A Forum\nTo: IETF X WG (for action)\n    Y Consortium (for information)\n", LABEL_TO, "IETF X WG (for action);\nY Consortium (for information)" },
	{ "list-below-longer", "Title: T\nFrom: A Forum\nTo: ETSI\n    The Committee of the Harbours of the North\n", LABEL_TO, "ETSI;\nThe Committee of the Harbours of the North" },
	{ "name-wrapped-below", "Title: T\nFrom: A Forum\nTo: The Committee of the Harbours\n    Of the North\n", LABEL_TO, "The Committee of the Harbours\nOf the North" },
	{ "mailbox-below-a-telephone", "Title:   T\nFrom:    A Forum\nTo:      IETF\nContact: J. Doe\n         Mobile: +1 2\n         j@d.example\n", LABEL_CONTACT, "J. Doe\nj@d.example" },
	{ "body-label-ends", HEAD "Body: We ask you.\nDate: x\nPurpose: For action\n", LABEL_PURPOSE, NULL },
};

/* Rows of tables: "/" ends a row, "|" a cell, ";" a paragraph in it. */
static const struct row tables[] = {
	{ "pairs", "From|A Forum|Date|5 May 2026/To|IETF|Our ref|A-7/Subject|T", LABEL_FROM, "A Forum" },
	{ "pairs-second", "From|A Forum|Date|5 May 2026/To|IETF|Our ref|A-7/Subject|T", LABEL_NUMBER, "A-7" },
	{ "pairs-title", "Title|T|Status|agreed/Source|A WG|To|IETF", LABEL_TITLE, "T" },
	{ "pairs-other-language", "Betreff|T|Datum|x/Von|A WG|Frist|3. Mai 2026/An|IETF|Ort|Bonn", LABEL_DEADLINE, "3. Mai 2026" },
	{ "pairs-unknown-with-colon", "From:|A Forum|Seen by:|J. Doe/To:|IETF|File:|x/Subject:|T", LABEL_TO, "IETF" },
	{ "pairs-empty", "From|A Forum|Your ref|/To|IETF|Our ref|A-7/Subject|T", LABEL_RESPONSE_TO, NULL },
	{ "value-like-a-label", "Title|Question|(draft)/Source|A WG/To|IETF", LABEL_TITLE, "Question" },
	{ "value-between-labels", "Title|T/To|Source|A WG/From|B WG", LABEL_TO, "Source;\nA WG" },
	{ "merged-label", "To:|IETF X WG|x@ietf.example/|IETF Y WG|y@ietf.example/From:|A Forum/Subject:|T", LABEL_TO, "IETF X WG\nx@ietf.example;\nIETF Y WG\ny@ietf.example" },
	{ "merged-contact", "Subject|T/From|A Forum/To|IETF/Contact|J. Doe|j@d.example/|A. Roe|a@r.example", LABEL_CONTACT, "J. Doe\nj@d.example\nA. Roe\na@r.example" },
	{ "address-over-two-cells", "Subject|T/From|A Forum/To|IETF/Contact:|J. Doe|E-mail: jane.do/|its chair|e@d.example", LABEL_MAILBOX, "jane.doe@d.example" },
	{ "merged-in-pairs", "From|A Forum|To|IETF/|its Board||ETSI/Subject|T|Date|x", LABEL_TO, "IETF;\nETSI" },
	{ "merged-in-pairs-first", "From|A Forum|To|IETF/|its Board||ETSI/Subject|T|Date|x", LABEL_FROM, "A Forum\nits Board" },
	{ "merged-then-label", "From|A Forum|Date|x/||Deadline|3 May 2026/To|IETF|Place|y/Subject|T|Ref|z", LABEL_DEADLINE, "3 May 2026" },
	{ "merged-title-keeps", "Title|T|[ ] draft/||[x] agreed/From|A Forum/To|IETF", LABEL_TITLE, "T" },
	{ "values-below", "From|To|Deadline/A Forum|IETF|3 May 2026/Subject|Our ref/T|A-7", LABEL_DEADLINE, "3 May 2026" },
	{ "values-below-unknown", "From|Seal of office|To/A Forum|none|IETF/Subject|Our ref/T|A-7", LABEL_TO, "IETF" },
	{ "values-below-several", "Sent to|Copies/IETF X WG;ETSI ISG Y|GSMA;ETNO/From|Subject/A Forum|T", LABEL_TO, "IETF X WG;\nETSI ISG Y" },
	{ "values-below-words", "Sent to|Copies/IETF X WG;ETSI ISG Y|GSMA;ETNO/From|Subject/A Forum|T", LABEL_CC, "GSMA;\nETNO" },
	{ "stack", "Number|From/A-7|A Forum/To/IETF X WG/Subject/T: a title/Contact/J. Doe;j@d.example", LABEL_SUBJECT, "T: a title" },
	{ "stack-several", "Number|From/A-7|A Forum/Addressees/IETF X WG;ETSI ISG Y/Subject/T", LABEL_TO, "IETF X WG;\nETSI ISG Y" },
	{ "stack-contact", "Number|From/A-7|A Forum/To/IETF X WG/Subject/T/Contact/J. Doe;j@d.example", LABEL_CONTACT, "J. Doe\nj@d.example" },
	{ "stack-empty", "From|To/A Forum|IETF/Subject/Deadline/3 May 2026", LABEL_SUBJECT, NULL },
	{ "boxes", "From;A Forum|To;IETF X WG;ETSI ISG Y/Subject;T|Reply by;3 May 2026", LABEL_TO, "IETF X WG;\nETSI ISG Y" },
	{ "boxes-last", "From;A Forum|To;IETF/Subject;T|Reply by;3 May 2026", LABEL_DEADLINE, "3 May 2026" },
	{ "no-boxes", "From|A Forum;its Board/To|IETF/Subject|T", LABEL_FROM, "A Forum\nits Board" },
	{ "mailbox-below-telephone", "Subject|T/From|A Forum/To|IETF/Contact|J. Doe;Tel: 1;j@d.example", LABEL_CONTACT, "J. Doe\nj@d.example" },
	{ "cell-of-a-broken-name", "Subject|T/From|A Forum/To|3GPP;SA2/Cc|ETSI", LABEL_TO, "3GPP\nSA2" },
	{ "cell-of-a-list", "Subject|T/From|A Forum/To|IETF/Cc|GSMA,;ETSI", LABEL_CC, "GSMA,\nETSI" },
};

static void assert_row(const GPtrArray *lines, const struct row *row)
{
	struct block *block = labels_read(NULL, lines);
	const struct labelled *labelled = block_find(block, row->label);

	g_assert_cmpstr(labelled ? labelled->value : NULL, ==, row->value);
	block_free(block);
}

static void test_table(gconstpointer data)
{
	const struct row *row = data;
	g_autoptr(GString) html = g_string_new("<table><tr><td>");
	g_autoptr(GPtrArray) lines = NULL;

	for (const char *p = row->text; *p; p++) {
		if (*p == '/')
			g_string_append(html, "</td></tr><tr><td>");
		else if (*p == '|')
			g_string_append(html, "</td><td>");
		else if (*p == ';')
			g_string_append(html, "<br>");
		else
			g_string_append_c(html, *p);
	}
	g_string_append(html, "</td></tr></table>");
	lines = html_lines(html->str, NULL);
	assert_row(lines, row);
}

static void test_row(gconstpointer data)
{
	const struct row *row = data;
	g_autoptr(GPtrArray) lines = lines_from_text(row->text, NULL);

	assert_row(lines, row);
}

static void test_good(void)
{
	static const struct { const char *text; gboolean good; } texts[] = {
		{ HEAD, TRUE },
		{ "Title: Liaison statement to IETF X on clocks\nSource: A WG\n", TRUE },
		{ "Title: Report on clocks\nSource: A WG\n", FALSE },
		{ "To: IETF\nFrom: A Forum\n\nDear colleagues,\n", TRUE },
		{ "From: a\nTo: b\n", FALSE },
		{ "When: Tuesday\nWhere: online\nAgenda:\n", FALSE },
		{ "Contact: a@b.example\nE-mail: a@b.example\nTel: 1\n", FALSE },
		{ "Title: x\nDeadline: 2024-01-01\nContact: a\n", FALSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(GPtrArray) lines = lines_from_text(texts[i].text, NULL);
		struct block *block = labels_read(NULL, lines);

		g_assert_nonnull(block);
		g_assert_cmpint(block->good, ==, texts[i].good);
		block_free(block);
	}
}

static void test_none(void)
{
	g_autoptr(GPtrArray) lines = lines_from_text("Dear all,\n\nno label here at all.\n", NULL);

	g_assert_null(labels_read(NULL, lines));
}

static void test_empty(void)
{
	static const char *const empty[] = { "", " ", "-", "–", "n/a", "N/A", "None", "none.", "(none)", "TBD", "none at this time", "No deadline", "(if applicable) -", "(if any)" };

	for (gsize i = 0; i < G_N_ELEMENTS(empty); i++)
		g_assert_true(value_is_empty(empty[i]));
	g_assert_false(value_is_empty("None of us"));
	g_assert_false(value_is_empty("2024-01-01"));
}

/* What a stranger can send is bounded: many labels, a label that never ends, very many lines. */
static void test_limits(void)
{
	g_autoptr(GString) text = g_string_new(HEAD);
	g_autoptr(GPtrArray) lines = NULL;
	struct block *block;
	gboolean cut = FALSE;

	for (guint i = 0; i < 30000; i++)
		g_string_append(text, "Cc: a@b.example\n");
	lines = lines_from_text(text->str, &cut);
	g_assert_true(cut);
	g_assert_cmpuint(lines->len, ==, LINES_MAX);
	block = labels_read(NULL, lines);
	g_assert_cmpuint(block->labels->len, <=, LABELS_MAX + 8);
	block_free(block);
}

static void test_line(void)
{
	g_autoptr(GPtrArray) lines = lines_from_text("> > two\n>one\n>>\n \xC2\xA0x\xE2\x80\x8By\n", NULL);

	g_assert_cmpuint(((struct line *)g_ptr_array_index(lines, 0))->quote, ==, 2);
	g_assert_cmpstr(((struct line *)g_ptr_array_index(lines, 0))->text, ==, "two");
	g_assert_cmpuint(((struct line *)g_ptr_array_index(lines, 1))->quote, ==, 1);
	g_assert_cmpuint(((struct line *)g_ptr_array_index(lines, 2))->quote, ==, 2);
	g_assert_cmpstr(((struct line *)g_ptr_array_index(lines, 3))->text, ==, "  xy");
}

/* Words that only say that the label is a statement's. */
static void test_spellings(void)
{
	static const struct { const char *text; enum label label; } spellings[] = {
		{ "LS Source", LABEL_FROM }, { "Source of LS", LABEL_FROM }, { "LS from", LABEL_FROM }, { "LS to", LABEL_TO }, { "Liaison statement to", LABEL_TO },
		{ "Purpose of this liaison statement", LABEL_PURPOSE }, { "LS deadline", LABEL_DEADLINE }, { "Deadline for your reply", LABEL_DEADLINE },
		{ "In response to LSs", LABEL_RESPONSE_TO }, { "Your ref.", LABEL_RESPONSE_TO }, { "Your reference number", LABEL_RESPONSE_TO }, { "Ref. No.", LABEL_NUMBER },
		{ "Liaison contact", LABEL_CONTACT }, { "Please send any response LS to", LABEL_FROM_LIAISON }, { "Please send your response to", LABEL_FROM_LIAISON },
		{ "Any reply to", LABEL_FROM_LIAISON }, { "Contact e-mail address", LABEL_MAILBOX }, { "Date of the liaison", LABEL_OTHER },
		{ "Pour suite \u00e0 donner", LABEL_ACTION_TO }, { "Para informaci\u00f3n a", LABEL_INFO_TO }, { "Pour observations \u00e0", LABEL_COMMENT_TO },
		{ "Responsible for this liaison (name, e-mail)", LABEL_CONTACT }, { "Respond to", LABEL_FROM_LIAISON }, { "Email of Convenor", LABEL_MAILBOX },
		{ "R\u00e9ponse souhait\u00e9e", LABEL_DEADLINE }, { "Suite attendue", LABEL_PURPOSE }, { "Notre r\u00e9f.", LABEL_NUMBER }, { "Vos r\u00e9f.", LABEL_RESPONSE_TO },
		{ "Liaison statement", LABEL_NONE }, { "LS", LABEL_NONE }, { "Please note", LABEL_NONE }, { "The source", LABEL_NONE }, { "This is for", LABEL_NONE },
		{ "Text of the liaison", LABEL_NONE }, { "The purpose of this liaison is", LABEL_NONE }, { "Liaison manager", LABEL_NONE }, { "Any questions", LABEL_OTHER },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(spellings); i++) {
		g_test_message("%s", spellings[i].text);
		g_assert_cmpint(label_find(NULL, spellings[i].text), ==, spellings[i].label);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = g_strconcat("/reading/labels/", rows[i].name, NULL);

		g_test_add_data_func(path, &rows[i], test_row);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
		g_autofree char *path = g_strconcat("/reading/tables/", tables[i].name, NULL);

		g_test_add_data_func(path, &tables[i], test_table);
	}
	g_test_add_func("/reading/labels-good", test_good);
	g_test_add_func("/reading/labels-none", test_none);
	g_test_add_func("/reading/value-empty", test_empty);
	g_test_add_func("/reading/labels-limits", test_limits);
	g_test_add_func("/reading/line", test_line);
	g_test_add_func("/reading/label-spellings", test_spellings);
	return g_test_run();
}
