-- What programs of the first schema wrote: a posted record with every member, a held mail of two statements in two envelopes, a dead one that
-- came twice. Rows only; the tables are those of the first step.
UPDATE sequence SET next = 5 WHERE name = 'statement';
INSERT INTO content VALUES(1,'15a59f2b6b24fd65066c7938cb9dab13191467eb196f7d07e28a6611622adb9f',97,X'46726f6d3a20416461204578616d706c65203c616461406974752e6578616d706c653e0a5375626a6563743a204c53206f6e2074696d696e670a4d6573736167652d49443a203c6669727374406974752e6578616d706c653e0a0a66697273740a');
INSERT INTO content VALUES(2,'5bb27fb86c807b2ff46917449e038a93779fe33ceae2ffc4c843c00c718e4183',8,X'61206c6574746572');
INSERT INTO content VALUES(3,'0c1cd76321e0c82cb2bcb91970b6ae8d280f9a7cb7b5af47f330a587efbbb498',99,X'46726f6d3a20416461204578616d706c65203c616461406974752e6578616d706c653e0a5375626a6563743a204c53206f6e2074696d696e670a4d6573736167652d49443a203c7365636f6e64406974752e6578616d706c653e0a0a7365636f6e640a');
INSERT INTO content VALUES(4,'99254321bd1fb64eba283a7b5bc71fcf1fee0d69d8dc74bfca8fb56fd9f49941',97,X'46726f6d3a20416461204578616d706c65203c616461406974752e6578616d706c653e0a5375626a6563743a204c53206f6e2074696d696e670a4d6573736167652d49443a203c7468697264406974752e6578616d706c653e0a0a74686972640a');
INSERT INTO message VALUES(1,'a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e','first@itu.example',1,1767225600000000,'LS on timing','ada@itu.example',NULL,NULL,NULL);
INSERT INTO message VALUES(2,'16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4','second@itu.example',3,1767225600000000,'LS on timing','ada@itu.example',NULL,NULL,NULL);
INSERT INTO message VALUES(3,'b1e99324505bd32da0e1f85dcf5e19a09db0481e8a15f62c41eb320304a8e927','third@itu.example',4,1767225600000000,'LS on timing','ada@itu.example',NULL,NULL,NULL);
INSERT INTO delivery VALUES(1,1,'11f8181226219f79f87ba3cff6a01aa678921f7588522ddbfd43de3427cb52c0',1767225600000000,'4abcXYZ',NULL,NULL,'ada@itu.example','liaison@ietf.example','accept',replace('accept, record\n','\n',char(10)));
INSERT INTO delivery VALUES(2,1,'a899889b33cbfd21fc7b7b54642faf13c419f3513549083ea68f2e356dc2d533',1767225600000000,'4abcXYZ',NULL,NULL,'ada@itu.example',replace('liaison@ietf.example\nchair@ietf.example','\n',char(10)),'hold',replace('hold, record\n','\n',char(10)));
INSERT INTO delivery VALUES(2,2,'123c38695d58107446e72e0867a88834747f52bd9fa02194f4a5b7a8ac69d291',1767225600000000,'4abcXYZ',NULL,NULL,'ada@itu.example','other@ietf.example','hold',replace('hold, record\n','\n',char(10)));
INSERT INTO delivery VALUES(3,1,'11f8181226219f79f87ba3cff6a01aa678921f7588522ddbfd43de3427cb52c0',1767225600000000,'4abcXYZ',NULL,NULL,'ada@itu.example','liaison@ietf.example','accept',replace('accept, record\n','\n',char(10)));
INSERT INTO ledger VALUES(1,'liaison@ietf.example','envelope',1,1767225600000000);
INSERT INTO ledger VALUES(3,'liaison@ietf.example','envelope',1,1767225600000000);
INSERT INTO attachment VALUES(1,0,'2','letter.docx','application/octet-stream',2);
INSERT INTO statement VALUES(1,1,0,'posted',1767225600000000,'correspondence','incoming','LS 0 on <timing> & "sync"; DROP TABLE statement;--','reply@peer.example','Reply Here','liaison@ietf.example',NULL,'action','2027-02-28','before the next meeting',1,'ada@itu.example','Ada \ Example','ITU-T',1,replace('Dear colleagues,\n\n	thank you.\n‏ bidi ‮\n','\n',char(10)));
INSERT INTO statement VALUES(2,2,0,'pending',1767225600000000,'statement','incoming','LS on timing',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'ITU-T',0,NULL);
INSERT INTO statement VALUES(3,2,1,'pending',1767225600000000,'statement','outgoing','LS 1 on <timing> & "sync"; DROP TABLE statement;--','reply@peer.example','Reply Here','liaison@ietf.example',NULL,'response','2027-02-28','before the next meeting',0,'ada@itu.example','Ada \ Example','ITU-T',0,replace('Dear colleagues,\n\n	thank you.\n‏ bidi ‮\n','\n',char(10)));
INSERT INTO statement VALUES(4,3,0,'dead',1767225600000000,'correspondence','incoming','LS on timing',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'ITU-T',0,NULL);
INSERT INTO statement_value VALUES(1,'attachments',0,'LS 0 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'attachments',1,'LS 1 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'cc',0,'cc 0 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'cc',1,'cc 1 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'cc',2,'cc 2 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'cc',3,'cc 3 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'cc',4,'cc 4 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'cc',5,'cc 5 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'cc',6,'cc 6 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'cc',7,'cc 7 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'cc',8,'cc 8 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'cc',9,'cc 9 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'cc',10,'cc 10 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'cc',11,'cc 11 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'from',0,'ITU-T SG15 0 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'from',1,'ITU-T SG15 1 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'from_contacts',0,'from0@peer.example',NULL,NULL);
INSERT INTO statement_value VALUES(1,'from_contacts',1,'from1@peer.example','Ms from, "1"',NULL);
INSERT INTO statement_value VALUES(1,'from_contacts',2,'from2@peer.example',NULL,NULL);
INSERT INTO statement_value VALUES(1,'identifiers',0,'TD 0 – naïve 例 ''q'' "d"; %s',NULL,'td0naïve例qds');
INSERT INTO statement_value VALUES(1,'identifiers',1,'TD 1 – naïve 例 ''q'' "d"; %s',NULL,'td1naïve例qds');
INSERT INTO statement_value VALUES(1,'our_bodies',0,'CCAMP 0 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'our_bodies',1,'CCAMP 1 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'refers_to',0,'COM 15 – LS 0 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'refers_to',1,'COM 15 – LS 1 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'to',0,'IETF CCAMP WG 0 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'to',1,'IETF CCAMP WG 1 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'to',2,'IETF CCAMP WG 2 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(1,'to_contacts',0,'to0@peer.example',NULL,NULL);
INSERT INTO statement_value VALUES(1,'to_contacts',1,'to1@peer.example','Ms to, "1"',NULL);
INSERT INTO statement_value VALUES(3,'attachments',0,'LS 0 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'attachments',1,'LS 1 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'cc',0,'cc 0 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'cc',1,'cc 1 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'cc',2,'cc 2 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'cc',3,'cc 3 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'cc',4,'cc 4 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'cc',5,'cc 5 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'cc',6,'cc 6 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'cc',7,'cc 7 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'cc',8,'cc 8 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'cc',9,'cc 9 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'cc',10,'cc 10 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'cc',11,'cc 11 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'from',0,'ITU-T SG15 0 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'from',1,'ITU-T SG15 1 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'from_contacts',0,'from0@peer.example',NULL,NULL);
INSERT INTO statement_value VALUES(3,'from_contacts',1,'from1@peer.example','Ms from, "1"',NULL);
INSERT INTO statement_value VALUES(3,'from_contacts',2,'from2@peer.example',NULL,NULL);
INSERT INTO statement_value VALUES(3,'identifiers',0,'TD 0 – naïve 例 ''q'' "d"; %s',NULL,'td0naïve例qds');
INSERT INTO statement_value VALUES(3,'identifiers',1,'TD 1 – naïve 例 ''q'' "d"; %s',NULL,'td1naïve例qds');
INSERT INTO statement_value VALUES(3,'our_bodies',0,'CCAMP 0 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'our_bodies',1,'CCAMP 1 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'refers_to',0,'COM 15 – LS 0 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'refers_to',1,'COM 15 – LS 1 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'to',0,'IETF CCAMP WG 0 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'to',1,'IETF CCAMP WG 1 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'to',2,'IETF CCAMP WG 2 – naïve 例 ''q'' "d"; %s',NULL,NULL);
INSERT INTO statement_value VALUES(3,'to_contacts',0,'to0@peer.example',NULL,NULL);
INSERT INTO statement_value VALUES(3,'to_contacts',1,'to1@peer.example','Ms to, "1"',NULL);
INSERT INTO statement_evidence VALUES(1,'[ ["kind","envelope","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,60,1],["kind","envelope",null,null,null,null,0,0,0],["direction","header","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,61,0],["direction","envelope",null,null,null,null,0,0,0],["title","body","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,62,1],["title","envelope",null,null,null,null,0,0,0],["from","attachment","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,63,0],["from","envelope",null,null,null,null,0,0,0],["from_contacts","configuration","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,64,1],["from_contacts","envelope",null,null,null,null,0,0,0],["from_liaison_contact","person","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,65,0],["from_liaison_contact","envelope",null,null,null,null,0,0,0],["to","envelope","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,66,1],["to","envelope",null,null,null,null,0,0,0],["to_contacts","header","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,67,0],["to_contacts","envelope",null,null,null,null,0,0,0],["to_liaison_contact","body","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,68,1],["to_liaison_contact","envelope",null,null,null,null,0,0,0],["cc","attachment","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,69,0],["cc","envelope",null,null,null,null,0,0,0],["purpose","configuration","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,70,1],["purpose","envelope",null,null,null,null,0,0,0],["deadline","person","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,71,0],["deadline","envelope",null,null,null,null,0,0,0],["is_reply","envelope","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,72,1],["is_reply","envelope",null,null,null,null,0,0,0],["refers_to","header","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,73,0],["refers_to","envelope",null,null,null,null,0,0,0],["identifiers","body","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,74,1],["identifiers","envelope",null,null,null,null,0,0,0],["attachments","attachment","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",7,75,0],["attachments","envelope",null,null,null,null,0,0,0]]');
INSERT INTO statement_evidence VALUES(3,'[ ["kind","envelope","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,60,1],["kind","envelope",null,null,null,null,0,0,0],["direction","header","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,61,0],["direction","envelope",null,null,null,null,0,0,0],["title","body","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,62,1],["title","envelope",null,null,null,null,0,0,0],["from","attachment","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,63,0],["from","envelope",null,null,null,null,0,0,0],["from_contacts","configuration","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,64,1],["from_contacts","envelope",null,null,null,null,0,0,0],["from_liaison_contact","person","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,65,0],["from_liaison_contact","envelope",null,null,null,null,0,0,0],["to","envelope","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,66,1],["to","envelope",null,null,null,null,0,0,0],["to_contacts","header","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,67,0],["to_contacts","envelope",null,null,null,null,0,0,0],["to_liaison_contact","body","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,68,1],["to_liaison_contact","envelope",null,null,null,null,0,0,0],["cc","attachment","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,69,0],["cc","envelope",null,null,null,null,0,0,0],["purpose","configuration","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,70,1],["purpose","envelope",null,null,null,null,0,0,0],["deadline","person","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,71,0],["deadline","envelope",null,null,null,null,0,0,0],["is_reply","envelope","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,72,1],["is_reply","envelope",null,null,null,null,0,0,0],["refers_to","header","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,73,0],["refers_to","envelope",null,null,null,null,0,0,0],["identifiers","body","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,74,1],["identifiers","envelope",null,null,null,null,0,0,0],["attachments","attachment","1.1","For action to","itu-t","value\u000aof \"two\" lines\\ with \u0009 and \u0001   – 例",8,75,0],["attachments","envelope",null,null,null,null,0,0,0]]');
INSERT INTO doubt VALUES(1,0,'deadline-vague','words: mid-May',NULL);
INSERT INTO doubt VALUES(1,1,'no-purpose',NULL,NULL);
INSERT INTO doubt VALUES(1,2,'deadline-vague','words: another',NULL);
INSERT INTO doubt VALUES(3,0,'deadline-vague','words: mid-May',NULL);
INSERT INTO doubt VALUES(3,1,'no-purpose',NULL,NULL);
INSERT INTO doubt VALUES(3,2,'deadline-vague','words: another',NULL);
INSERT INTO relation VALUES(2,1,'refold',1767225600000000);
INSERT INTO event VALUES(1,1,1767225600000000,'submitted','(System)','taken by the filter, queue ID 4abcXYZ');
INSERT INTO event VALUES(2,2,1767225600000000,'submitted','(System)','taken by the filter, queue ID 4abcXYZ, held');
INSERT INTO event VALUES(3,3,1767225600000000,'submitted','(System)','taken by the filter, queue ID 4abcXYZ, held');
INSERT INTO event VALUES(4,2,1767225600000000,'resent','(System)','another envelope, queue ID 4abcXYZ');
INSERT INTO event VALUES(5,3,1767225600000000,'resent','(System)','another envelope, queue ID 4abcXYZ');
INSERT INTO event VALUES(6,4,1767225600000000,'submitted','(System)','taken by the filter, queue ID 4abcXYZ');
INSERT INTO event VALUES(7,4,1767225600000000,'resent','(System)','the same envelope again, queue ID 4abcXYZ');
