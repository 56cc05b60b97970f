#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
#
# hooks.py - our own hooks on documents made here: what is read, what is passed over, what is refused

import io, os, random, struct, subprocess, sys, tempfile, zipfile
import ole

LIBEXEC = os.path.join(os.environ.get('top_builddir', '.'), 'libexec')
W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006'
ODF = 'urn:oasis:names:tc:opendocument:xmlns:'

count = failures = 0


def ok(condition, name, detail=''):
    global count, failures
    count += 1
    print('%sok %d - %s' % ('' if condition else 'not ', count, name))
    if not condition:
        failures += 1
        for line in str(detail).splitlines():
            print('# ' + line)


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, data in members:
            z.writestr(name, data)
    return out.getvalue()


def docx(body, extra=()):
    document = ('<?xml version="1.0"?><w:document xmlns:w="%s" xmlns:mc="%s"><w:body>%s</w:body></w:document>' % (W, MC, body))
    return zipped([('[Content_Types].xml', '<x/>'), ('word/document.xml', document)] + list(extra))


def odt(body):
    content = ('<?xml version="1.0"?><office:document-content xmlns:office="%soffice:1.0" xmlns:text="%stext:1.0" xmlns:table="%stable:1.0" '
               'xmlns:draw="%sdrawing:1.0"><office:body><office:text>%s</office:text></office:body></office:document-content>' % (ODF, ODF, ODF, ODF, body))
    return zipped([('mimetype', 'application/vnd.oasis.opendocument.text'), ('content.xml', content)])


def rtf(body, fonts=r'{\f0\fswiss\fcharset0 Arial;}', page=1252):
    return (r'{\rtf1\ansi\ansicpg%d\deff0{\fonttbl%s}%s}' % (page, fonts, body)).encode('latin-1')


def run(program, data):
    """-> exit status, {name: content}, what it said"""
    with tempfile.TemporaryDirectory() as folder:
        path, out = os.path.join(folder, 'input'), os.path.join(folder, 'out')
        os.mkdir(out)
        with open(path, 'wb') as f:
            f.write(data)
        p = subprocess.run([os.path.join(LIBEXEC, program), path, out], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
        files = {}
        for name in os.listdir(out):
            with open(os.path.join(out, name), 'rb') as f:
                files[name] = f.read()
        return p.returncode, files, p.stdout.decode('utf-8', 'replace')


def run_text(*texts):
    return '<w:r>%s</w:r>' % ''.join('<w:t>%s</w:t>' % t for t in texts)


def paragraph(inner):
    return '<w:p>%s</w:p>' % inner


# ---- what is read: (name, document, what must stand in the result, what must not)

LETTERS = [
    ('a paragraph in several runs is one', docx(paragraph(run_text('LS on ') + run_text('flexible grid'))), ['<p>LS on flexible grid</p>'], []),
    ('a table keeps its cells', docx('<w:tbl><w:tr><w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr></w:tbl>' %
                                     (paragraph(run_text('Deadline:')), paragraph(run_text('1 June 2027')))),
     ['<table><tr><td><p>Deadline:</p>\n</td>\n<td><p>1 June 2027</p>'], []),
    ('a tab is a tab', docx(paragraph('<w:r><w:t>Title:</w:t><w:tab/><w:t>X</w:t></w:r>')), ['Title:<span style="mso-tab-count:1">&#9;</span>X'], []),
    ('tab stops in the properties are none', docx(paragraph('<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>' + run_text('X'))), ['<p>X</p>'], ['mso-tab']),
    ('what was deleted is gone, what was inserted is there',
     docx(paragraph('<w:del><w:r><w:delText>consider</w:delText></w:r></w:del><w:ins>%s</w:ins>' % run_text('include'))), ['<p>include</p>'], ['consider']),
    ('what was moved stands once',
     docx(paragraph('<w:moveFrom>%s</w:moveFrom>' % run_text('moved')) + paragraph('<w:moveTo>%s</w:moveTo>' % run_text('moved'))), ['<p>moved</p>'], ['moved</p>\n<p>moved']),
    ('a text box stands once',
     docx(paragraph('<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>%s</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>%s</w:txbxContent></mc:Fallback>'
                    '</mc:AlternateContent></w:r>' % ((paragraph(run_text('Abstract here')),) * 2))), ['<p>Abstract here</p>'], ['here</p>\n</div>\n<p><div><p>Abstract']),
    ('codes of fields are passed over',
     docx(paragraph('<w:r><w:instrText>HYPERLINK "mailto:x@example.org"</w:instrText></w:r>' + run_text('y@example.org'))), ['y@example.org'], ['HYPERLINK']),
    ('a page header comes first', docx(paragraph(run_text('Body')), [('word/header1.xml', '<w:hdr xmlns:w="%s">%s</w:hdr>' % (W, paragraph(run_text('doc.: 09/0718r1'))))]),
     ['<header><p>doc.: 09/0718r1</p>\n</header>\n<p>Body</p>'], []),
    ('a broken page header loses nothing else', docx(paragraph(run_text('Body')), [('word/header1.xml', '<w:hdr')]), ['<p>Body</p>'], []),
    ('signs of HTML are escaped', docx(paragraph(run_text('a &lt;script&gt; &amp; &quot;b&quot;'))), ['a &lt;script&gt; &amp; &quot;b&quot;'], ['<script']),
    ('the strict variant is read', zipped([('word/document.xml', '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">%s</w:document>' %
                                            paragraph(run_text('X')))]), ['<p>X</p>'], []),
    ('a document under another number', zipped([('word/document22.xml', '<w:document xmlns:w="%s">%s</w:document>' % (W, paragraph(run_text('X'))))]), ['<p>X</p>'], []),
    ('another prefix for the same name space', zipped([('word/document.xml', '<q:document xmlns:q="%s"><q:p><q:r><q:t>X</q:t></q:r></q:p></q:document>' % W)]), ['<p>X</p>'], []),
    ('OpenDocument: paragraphs, headings, tables',
     odt('<text:h>Liaison</text:h><table:table><table:table-row><table:table-cell><text:p>To:</text:p></table:table-cell><table:table-cell><text:p>IETF</text:p>'
         '</table:table-cell></table:table-row></table:table>'), ['<p>Liaison</p>', '<td><p>To:</p>\n</td>\n<td><p>IETF</p>'], []),
    ('OpenDocument: tabs, blanks, line breaks', odt('<text:p>a<text:tab/>b<text:s text:c="3"/>c<text:line-break/>d</text:p>'), ['&#9;</span>b   c<br>\nd'], []),
    ('OpenDocument: what was deleted is gone',
     odt('<text:tracked-changes><text:changed-region><text:deletion><text:p>old</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>new</text:p>'),
     ['<p>new</p>'], ['old']),
    ('the DocBook of antiword', b'<?xml version="1.0"?><book><title>a template</title><chapter><para>Title: X</para><informaltable><tgroup><tbody><row><entry>a@long.example'
     b'</entry></row></tbody></tgroup></informaltable></chapter></book>', ['Title: X', '<td>a@long.example</td>'], ['template']),
    ('the line ends of its plain text', b'<?xml version="1.0"?><book><chapter><para>Jo Doe<br/>Chair of X</para></chapter></book>', ['Jo Doe<br>\nChair of X'], []),
    # Rich Text Format
    ('rtf: a paragraph in several groups is one', rtf(r'{\b LS on }{flexible\i0  grid}\par'), ['<p>LS on flexible grid</p>'], []),
    ('rtf: digits behind a dash stay', rtf(r'12\u8211?14 June 2026\par \u8212-3 May'), ['<p>12\u201314 June 2026</p>', '<p>\u20143 May</p>'], ['?']),
    ('rtf: as many characters are passed over as \\uc says', rtf(r"\uc2\u12354\'82\'a0x{\uc0\u233 5}\u233 ab6"), ['<p>\u3042x\u00e95\u00e96</p>'], []),
    ('rtf: a word that is the character passed over', rtf(r'a\u8212\emdash b\u160\~c\u8211\f0 -d'), ['<p>a\u2014b\u00a0c\u2013d</p>'], []),
    ('rtf: a group or a paragraph ends what is passed over', rtf(r'a{\u8212}b\u8212\par c'), ['<p>a\u2014b\u2014</p>\n<p>c</p>'], []),
    ('rtf: higher planes', rtf(r'\u-10179?\u-8704? \u-10179?x'), ['<p>\U0001f600 \ufffdx</p>'], []),
    ('rtf: signs with names', rtf(r'\lquote a\rquote\ldblquote b\rdblquote\endash\bullet c\~d\_e\-f'), ['<p>\u2018a\u2019\u201cb\u201d\u2013\u2022c\u00a0d-ef</p>'], []),
    ('rtf: braces and signs of HTML', rtf(r'\{a\}\\ <b> & c'), ['<p>{a}\\ &lt;b&gt; &amp; c</p>'], []),
    ('rtf: bytes by the code page of Windows', rtf(r"caf\'e9 \'96 x"), ['<p>caf\u00e9 \u2013 x</p>'], []),
    ('rtf: bytes by the code page of the document', rtf(r"\'cc\'d1\'dd", '', 1251), ['<p>\u041c\u0421\u042d</p>'], []),
    ('rtf: bytes by the character set of the font',
     rtf(r"{\f1\'8d}{\f2\'e4}{\f3\'fd}{\f4\'cf}\f5\'cf\f6\'82\'a0\f7\'c4\'e3\f8\'a4\'a4\f9\'b0\'a1\f0\'e4",
         r'{\f0\fcharset0 A;}{\f1\fcharset238 B;}{\f2\fcharset161 C;}{\f3\fcharset162 D;}{\f4\fcharset204{\*\falt X} E;}\f5\fcharset204 E;'
         r'{\f6\fcharset128 F;}{\f7\fcharset134 G;}{\f8\fcharset136 H;}{\f9\fcharset129 I;}'),
     ['<p>\u0164\u03b4\u0131\u041f\u041f\u3042\u4f60\u4e2d\uac00\u00e4</p>'], []),
    ('rtf: a byte that is none of the character set', rtf(r"a\f1\'82 b", r'{\f1\fcharset128 F;}'), ['<p>a\ufffd b</p>'], []),
    ('rtf: boxes that are ticked', rtf(r"{\f1\'fe} Action {\u-3842?} Information {\f1\'a8}", r'{\f1\fcharset2 Wingdings;}'), ['<p>\u2612 Action \u2612 Information  </p>'], []),
    ('rtf: line breaks and tabs', rtf('To:\\tab IETF\\line Cc:\tIAB\\\nX'), ['To:<span style="mso-tab-count:1">&#9;</span>IETF<br>\nCc:<span style="mso-tab-count:1">&#9;</span>IAB</p>\n<p>X</p>'], []),
    ('rtf: line ends of the file are none of the text', rtf('a\r\nb\nc'), ['<p>abc</p>'], []),
    ('rtf: a table keeps its cells',
     rtf(r'\trowd\cellx1\cellx2\pard\plain\intbl{Deadline:\cell 1 June\par 2027\cell}\pard\intbl{\trowd\cellx1\cellx2\row}\pard After\par'),
     ['<table><tr><td><p>Deadline:</p>\n</td>\n<td><p>1 June</p>\n<p>2027</p>\n</td>\n</tr>\n</table>\n<p>After</p>'], []),
    ('rtf: an empty cell is one', rtf(r'\trowd\intbl\cell b\cell\row'), ['<tr><td></td>\n<td><p>b</p>\n</td>\n</tr>'], []),
    ('rtf: a table whose paragraphs do not say so', rtf(r'\trowd\cellx1\cellx2\pard a\cell b\cell\row c'),
     ['<table><tr><td><p>a</p>\n</td>\n<td><p>b</p>\n</td>\n</tr>\n</table>\n<p>c</p>'], []),
    ('rtf: a table in a cell',
     rtf(r'\trowd\pard\intbl before\par\pard\intbl\itap2 in\nestcell side\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par no}\pard\intbl after\cell x\cell\row'),
     ['<table><tr><td><p>before</p>\n<table><tr><td><p>in</p>\n</td>\n<td><p>side</p>\n</td>\n</tr>\n</table>\n<p>after</p>\n</td>\n<td><p>x</p>\n</td>\n</tr>\n</table>'],
     ['no']),
    ('rtf: tables said to be deeper than any', rtf(r'\intbl\itap9999 x\nestcell\nestrow\row y'), ['<p>x</p>', '<p>y</p>'], []),
    ('rtf: marks of cells and rows without a table', rtf(r'a\row\nestrow\cell b'), ['<p>a</p>', '<p>b</p>'], []),
    ('rtf: what was deleted or hidden is gone', rtf(r'a{\deleted old\par}{\v hid}\v den\v0 b\deleted c\plain d'), ['<p>abd</p>'], ['old', 'hid', 'den']),
    ('rtf: fields have their result', rtf(r'{\field{\*\fldinst{HYPERLINK "mailto:x@example.org"}}{\fldrslt{\ul y@example.org}}}'), ['<p>y@example.org</p>'], ['HYPERLINK']),
    ('rtf: what is no text of the letter',
     rtf(r'{\colortbl;\red0;}{\stylesheet{Normal;}}{\info{\title Template}}{\*\unknown no}{\pict\wmetafile8 0102}{\footer no}{\*\bkmkstart no}x'), ['<p>x</p>'],
     ['Normal', 'Template', 'no', '0102', ';']),
    ('rtf: bytes of a picture are not looked at', rtf(r'a{\pict\bin8 }}}{\{{x}b'), ['<p>ab</p>'], []),
    ('rtf: a page header comes first, a footnote last', rtf(r'Body{\footnote Note}{\header \pard Document 5D/812\par} text'),
     ['<header><p>Document 5D/812</p>\n</header>\n<p>Body text</p>\n<footer><p>Note</p>\n</footer>'], []),
    ('rtf: a footnote in a cell leaves the table whole', rtf(r'\trowd\intbl a{\footnote Note\par}b\cell\row'),
     ['<td><p>ab</p>\n</td>\n</tr>\n</table>\n<footer><p>Note</p>\n</footer>'], []),
    ('rtf: a text box stands once', rtf(r'{\shp{\*\shpinst{\sp{\sn pib}{\sv 1}}{\shptxt \pard Abstract here\par}}{\shprslt{\*\do{\dptxbxtext Abstract here}}}}Body'),
     ['<div><p>Abstract here</p>\n</div>\n<p>Body</p>'], ['pib', '</div>\n<div>']),
    ('rtf: a text box in a cell leaves the table whole', rtf(r'\trowd\intbl a{\shp{\*\shpinst{\shptxt \pard in\par}}}b\cell\row'),
     ['<td><p>a</p>\n<div><p>in</p>\n</div>\n<p>b</p>\n</td>'], []),
    ('rtf: the same text twice is read in Unicode', rtf(r'{\upr{\*\bkmkstart no}{no}{\*\ud{yes}}}'), ['<p>yes</p>'], ['no']),
    ('rtf: the number of a list item makes no column', rtf(r'{\listtext 1.\tab}Title'), ['<p>1. Title</p>'], []),
    ('rtf: cut off behind its text', rtf(r'{\b Title')[:-1], ['<p>Title</p>'], []),
    ('rtf: bytes behind the end', rtf('x') + b'}}{\\rtf1 more}\0', ['<p>x</p>'], ['more']),
    ('rtf: a number without end', rtf(r'a\u' + '9' * 100000 + r'?b\f-99999999999 c'), ['<p>a\ufffdbc</p>'], []),
    ('rtf: control characters are none of the text', rtf("a\x01\x7f\\u7?\\'00b"), ['<p>ab</p>'], []),
    ('rtf: 400 groups in one another', rtf('{' * 400 + 'x' + '}' * 400), ['<p>x</p>'], []),
    ('rtf: 400 text boxes in one another', rtf(r'{\shptxt a' * 400 + '}' * 400), ['<div><p>' + 'a' * 397], []),
]

for name, data, there, absent in LETTERS:
    status, files, said = run('liaison-letter', data)
    html = files.get('letter.html', b'').decode('utf-8', 'replace')
    ok(status == 0 and all(t in html for t in there) and not any(a in html for a in absent), 'letter: ' + name, '%s %s\n%s' % (status, said, html))

# ---- what is refused, with its reason

BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
REFUSED = [
    ('an entity bomb', zipped([('word/document.xml', BOMB + '<w:document xmlns:w="%s"><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>' % W)]), 'document type'),
    ('an external entity', zipped([('word/document.xml', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="%s"><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>' % W)]), 'document type'),
    ('what is no XML', zipped([('word/document.xml', 'garbage')]), 'no well-formed XML'),
    ('an empty document', zipped([('word/document.xml', '')]), 'empty'),
    ('XML that is cut off', zipped([('word/document.xml', '<w:document xmlns:w="%s"><w:p>' % W)]), 'no well-formed XML'),
    ('elements nested 220 deep', docx('<w:p>' * 220 + '</w:p>' * 220), 'nested too deep'),
    ('elements nested 10000 deep', docx('<w:p>' * 10000 + '</w:p>' * 10000), 'cannot read the letter'),
    ('a zip of something else', zipped([('readme.txt', 'x')]), 'no letter in it'),
    ('a zip that is cut off', docx(paragraph(run_text('X' * 5000)))[:150], 'cannot read the letter'),
    ('an OLE storage of nothing', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 1000, 'older office file'),
    ('nothing', b'', 'cannot read the letter'),
    ('any bytes', bytes(range(256)) * 10, 'cannot read the letter'),
    ('rtf: groups nested 600 deep', rtf('x' + '{' * 600 + '}' * 600), 'nested too deep'),
    ('rtf: groups nested a million deep', rtf('x' + '{' * 1000000), 'nested too deep'),
    ('rtf: cut off before its text', rtf('x')[:30], 'cut off'),
    ('rtf: a picture said to be larger than the file', rtf(r'x{\pict\bin99999 x}'), 'cut off'),
    ('rtf: a control word of 100 letters', rtf('x\\' + 'w' * 100), 'more than 32 letters'),
    ('rtf: more bytes than allowed', rtf('x') + b' ' * (64 << 20), 'larger than allowed'),
    ('rtf: small paragraphs that would become large', rtf('<\\itap9<\\cell' * 2000000), 'more text than allowed'),
    ('1 GB out of 1 MB', zipped([('word/document.xml', b'<' + b' ' * (256 << 20))]), 'more than allowed'),
]
for name, data, words in REFUSED:
    status, files, said = run('liaison-letter', data)
    ok(status == 65 and words in said and not files, 'letter refused: ' + name, '%s %s %s' % (status, said, list(files)))

# ---- archives

status, files, said = run('liaison-unpack', zipped([('a/LS.docx', b'1'), ('b/LS.docx', b'2'), ('note.txt', b'3')]))
ok(status == 0 and sorted(files.values()) == [b'1', b'2', b'3'] and any(n.endswith('LS.docx') for n in files), 'unpack: the same name in two folders', files)
status, files, said = run('liaison-unpack', zipped([('../../../tmp/evil', b'1'), ('/etc/evil', b'2'), ('..', b'3'), ('a\\..\\evil', b'4')]))
ok(status == 0 and all('/' not in n and '\\' not in n and n not in ('.', '..') for n in files), 'unpack: names that would leave the folder', files)
status, files, said = run('liaison-unpack', zipped([('__MACOSX/x', b'1'), ('.DS_Store', b'2'), ('Thumbs.db', b'3'), ('x', b'4')]))
ok(status == 0 and list(files.values()) == [b'4'], 'unpack: what archivers add is left out', files)
status, files, said = run('liaison-unpack', zipped([('n' * 250 + '\u00e9.docx', b'1')]))
ok(status == 0 and len(files) == 1 and list(files)[0].endswith('.docx'), 'unpack: a name of 255 bytes keeps its suffix', files)
status, files, said = run('liaison-unpack', zipped([('bomb', b'\0' * (65 << 20))]))
ok(status == 65 and 'more than allowed' in said, 'unpack: a member of 65 MB out of nothing', said)
status, files, said = run('liaison-unpack', zipped([('%d' % i, b'x') for i in range(1500)]))
ok(status == 65 and 'more members' in said, 'unpack: more members than allowed', said)
status, files, said = run('liaison-unpack', b'no archive')
ok(status == 65 and said, 'unpack: no archive', said)
# ---- what it is, and whether it is locked


def locked(data):
    """-> exit status, what it said"""
    with tempfile.NamedTemporaryFile() as f:
        f.write(data)
        f.flush()
        p = subprocess.run([os.path.join(LIBEXEC, 'liaison-sniff'), '--locked', f.name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
        return p.returncode, p.stdout.decode()


PASSWORD = (65, 'encrypted: it needs a password\n')
for name, data, kind, needs in ole.CASES:
    status, files, said = run('liaison-sniff', data)
    ok((status, files) == (0, {'type': kind.encode() + b'\n'}), 'sniff: the type of %s' % name, (files, said))
    ok(locked(data) == (PASSWORD if needs else (0, '')), 'sniff: the lock of %s' % name, locked(data))
MANIFEST = '<?xml version="1.0"?><manifest:manifest xmlns:manifest="%smanifest:1.0"><manifest:file-entry manifest:full-path="content.xml">%%s</manifest:file-entry></manifest:manifest>' % ODF
sealed = zipped([('mimetype', 'application/vnd.oasis.opendocument.text'), ('content.xml', os.urandom(500)), ('META-INF/manifest.xml', MANIFEST % '<manifest:encryption-data/>')])
ok(locked(sealed) == PASSWORD and locked(odt('x')) == (0, ''), 'sniff: the lock of an OpenDocument file', (locked(sealed), locked(odt('x'))))
status, files, said = run('liaison-letter', sealed)
ok(status == 65 and 'encrypted' in said, 'letter refused: an OpenDocument file with a password', said)
for name, data, words in (('older', ole.CASES[0][1], 'older office file'), ('encrypted', ole.CASES[9][1], 'encrypted')):
    status, files, said = run('liaison-letter', data)
    ok(status == 65 and words in said, 'letter refused: an %s one, by its lock and not by its kind' % name, said)
for name, data, kind in (('svg', b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', b'image/svg+xml'), ('nothing', b'', b'application/x-empty'),
                         ('words', b'some words\n', b'text/plain'), ('WordPerfect', b'\xffWPC\x10\0\0\0\1\n\2\1\0\0\0\0' + b'\0' * 100, b'application/vnd.wordperfect')):
    status, files, said = run('liaison-sniff', data)
    ok((status, files) == (0, {'type': kind + b'\n'}), 'sniff: ' + name, (files, said))
# whatever is wrong in them, the answer comes
random.seed(4)
bad = []
for n in range(300):
    data = bytearray(random.choice(ole.CASES)[1])
    for _ in range(random.randint(1, 12)):
        at = random.choice((random.randrange(0x18, 0x60), random.randrange(len(data) - 4)))
        data[at:at + 4] = random.choice((struct.pack('<I', random.randrange(40)), b'\xff' * 4, os.urandom(4)))
    status, said = locked(bytes(data[:random.choice((len(data), random.randrange(len(data))))]))
    if status not in (0, 65):
        bad.append((n, status, said))
ok(not bad, 'sniff: three hundred damaged storages', bad)

for program in ('liaison-letter', 'liaison-sniff', 'liaison-unpack'):
    p = subprocess.run([os.path.join(LIBEXEC, program)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    ok(p.returncode == 64 and b'usage' in p.stdout, program + ' without words says its usage', p.stdout)

print('1..%d' % count)
sys.exit(failures > 0)
