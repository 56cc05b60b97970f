# SPDX-License-Identifier: BSD-2-Clause
"""What the tests of liaison-worker share: a record of their own, mails with attachments, hooks that do as they are told."""
import email.message, email.policy, io, os, shutil, signal, sqlite3, subprocess, sys, tempfile, time, zipfile

TOP = os.path.abspath(os.environ.get('top_srcdir', os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')))
BUILD = os.path.abspath(os.environ.get('top_builddir', os.path.join(TOP, 'build')))
PROGRAM, CTL, LIBEXEC = os.path.join(BUILD, 'src/worker/liaison-worker'), os.path.join(BUILD, 'liaisonctl'), os.path.join(BUILD, 'libexec')
SANITIZERS = {'ASAN_OPTIONS': 'detect_leaks=1'}
W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/'
RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

CONFIGURATION = '''
organization: { name = "Example"; domains = [ "example.org" ]; coordination = "liaison-coordination@example.org"; authserv_id = "mail.example.org"; };
liaison_addresses = [ "statements@example.org" ];
bodies: ( { name = "ALPHA WG"; kind = "wg"; contacts = [ "alpha-chairs@example.org" ]; } );
peers: ( { name = "Norm"; domains = [ "norm.example" ]; manager = "norm-liaison@example.org"; } );
'''


class Skip(Exception):
    pass


def docx(lines, relations='', body='', extra=()):
    """A letter; relations: further relationships of the document, body: further content."""
    text = ''.join('<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>' % line for line in lines) + body
    members = [
        ('[Content_Types].xml', '<?xml version="1.0"?><Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>' % PACKAGE),
        ('_rels/.rels', '<?xml version="1.0"?><Relationships xmlns="%srelationships"><Relationship Id="r1" Type="%s/officeDocument" Target="word/document.xml"/></Relationships>' % (PACKAGE, RELATION)),
        ('word/_rels/document.xml.rels', '<?xml version="1.0"?><Relationships xmlns="%srelationships">%s</Relationships>' % (PACKAGE, relations)),
        ('word/document.xml', '<?xml version="1.0"?><w:document xmlns:w="%s" xmlns:r="%s"><w:body>%s</w:body></w:document>' % (W, RELATION, text))]
    return zipped(members + list(extra))


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', compression) as z:
        for name, data in members:
            z.writestr(name, data)
    return out.getvalue()


def ods(*cells):
    office = 'urn:oasis:names:tc:opendocument:xmlns:'
    rows = ''.join('<table:table-row><table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell></table:table-row>' % cell for cell in cells)
    content = ('<?xml version="1.0"?><office:document-content xmlns:office="%soffice:1.0" xmlns:text="%stext:1.0" xmlns:table="%stable:1.0" office:version="1.2"><office:body>'
               '<office:spreadsheet><table:table table:name="a">%s</table:table></office:spreadsheet></office:body></office:document-content>' % (office, office, office, rows))
    kind = 'application/vnd.oasis.opendocument.spreadsheet'
    manifest = ('<?xml version="1.0"?><manifest:manifest xmlns:manifest="%smanifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="%s"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>' % (office, kind))
    return zipped([('mimetype', kind), ('content.xml', content), ('META-INF/manifest.xml', manifest)], zipfile.ZIP_STORED)


LETTER = ['LIAISON STATEMENT', 'Title: LS on the length of keys', 'From: Norm Study Group 7', 'To: ALPHA WG', 'For: Action', 'Deadline: 1 June 2027', '', 'We ask for your view.']


def mail(number, attachments, text='Dear colleagues,\n\nplease find attached our liaison statement.\n\nAda\n'):
    """attachments: (name, type, bytes)"""
    m = email.message.EmailMessage()
    m['From'], m['To'], m['Subject'] = 'Ada Example <ada@norm.example>', 'statements@example.org', 'Liaison Statement on keys'
    m['Date'], m['Message-ID'] = 'Tue, 24 Nov 2026 08:00:00 +0000', '<%s@norm.example>' % number
    m.set_content(text)
    for name, kind, data in attachments:
        main, _, sub = kind.partition('/')
        m.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return m.as_bytes(policy=email.policy.SMTP)


class Place:
    """A folder with configuration, record and hooks; ends with everything that was started in it."""

    def __init__(self, settings='', hooks=None):
        self.folder = tempfile.mkdtemp(prefix='liaison-worker-')
        os.chmod(self.folder, 0o755)
        self.file, self.record, self.processes = self.folder + '/c.conf', self.folder + '/record.db', []
        self.configure(settings, hooks)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, True)

    def hook(self, name, script):
        path = '%s/%s' % (self.folder, name)
        with open(path, 'w') as f:
            f.write('#!/bin/sh\n' + script)
        os.chmod(path, 0o755)
        return path

    def configure(self, settings='', hooks=None, worker='pause = "1s"; lease = "30s"; tries = 3;'):
        """hooks: (name, suffixes, script, produces, further settings); None: those that come with us"""
        groups = []
        for name, suffixes, script, produces, more in hooks or []:
            groups.append('{ name = "%s"; suffixes = [ %s ]; command = [ "%s", "%%i", "%%o" ]; produces = "%s"; %s }' % (
                name, ', '.join('"%s"' % s for s in suffixes.split()), script if script.startswith('/') else self.hook(name.replace(' ', '-'), script), produces, more))
        with open(self.file, 'w') as f:
            if 'limits:' not in settings:
                settings += '\nlimits: { hook_time = "0s"; };'
            if 'notify:' not in settings:
                settings += '\nnotify: { remind_days = [ ]; overdue_weeks = 0; digest = "never"; };'
            f.write(CONFIGURATION + 'store: { path = "%s"; };\nworker: { %s };\n%s\n' % (self.record, worker, settings))
            if groups:
                f.write('convert: ( %s );\n' % ',\n'.join(groups))

    def put(self, *mails):
        for number, data in enumerate(mails):
            path = '%s/%d.eml' % (self.folder, number)
            with open(path, 'wb') as f:
                f.write(data)
        done = subprocess.run([CTL, '-c', self.file, 'import'] + ['%s/%d.eml' % (self.folder, n) for n in range(len(mails))],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, env={**SANITIZERS, **os.environ})
        assert done.returncode == 0, done.stdout.decode()

    def once(self, prefix=(), timeout=300):
        done = subprocess.run([*prefix, PROGRAM, '-c', self.file, '--once'], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=timeout, env={**SANITIZERS, **os.environ})
        self.said = done.stdout.decode('utf-8', 'replace')
        return done.returncode

    def start(self, *arguments, program=PROGRAM, **options):
        """In the foreground, until the end of the place."""
        log = open(self.folder + '/log', 'ab')
        process = subprocess.Popen([program, '-c', self.file, '-f', *arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                   env={**SANITIZERS, **os.environ}, **options)
        log.close()
        self.processes.append(process)
        return process

    def log(self):
        with open(self.folder + '/log', errors='replace') as f:
            return f.read()

    def rows(self, sql, *arguments):
        connection = sqlite3.connect('file:%s?mode=ro' % self.record, uri=True, timeout=20)
        try:
            return connection.execute(sql, arguments).fetchall()
        finally:
            connection.close()

    def jobs(self, kind='convert'):
        return self.rows('SELECT state, tries, reason, output FROM job WHERE kind = ? ORDER BY id', kind)

    def states(self):
        return [row[0] for row in self.jobs()]

    def results(self, reading=0):
        """Files for people; reading=1: the texts that were made to read statements from."""
        return self.rows('SELECT r.message, r.attachment, r.name, r.content_type, r.tool, c.size, c.data FROM result r JOIN content c ON c.id = r.content '
                         'WHERE r.reading = ? ORDER BY r.message, r.attachment, r.n', reading)

    def names(self):
        return [row[2] for row in self.results()]

    def show(self):
        """The first record; white space folded, since lines are broken anywhere."""
        number = self.rows('SELECT min(id) FROM statement')[0][0]
        shown = subprocess.run([CTL, '-c', self.file, 'show', str(number)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60,
                               env={**SANITIZERS, **os.environ}).stdout.decode()
        return ' '.join(shown.split())

    def wait(self, condition, seconds=60):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if condition():
                return True
            time.sleep(0.05)
        return False


def command_lines():
    """Of all other processes, as one text of bytes: whether a converter lives."""
    found = b''
    for entry in os.listdir('/proc'):
        if entry.isdigit() and int(entry) != os.getpid():
            try:
                with open('/proc/%s/cmdline' % entry, 'rb') as f:
                    found += f.read()
            except OSError:
                pass
    return found


def no_sandbox():
    """Why hooks cannot be confined here, or None."""
    with Place(hooks=[('pdf', 'x', 'printf %%PDF-1.4 > "$2/a.pdf"', 'application/pdf', '')]) as place:
        place.put(mail(1, [('a.x', 'application/octet-stream', b'x')]))
        place.once()
        return None if place.states() == ['done'] else place.said


def run(tests):
    print('1..%d' % len(tests))
    failures = 0
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace('_', ' ')
        began = time.monotonic()
        try:
            test()
            print('ok %d - %s # %.1f s' % (number, name, time.monotonic() - began))
        except Skip as why:
            print('ok %d - %s # SKIP %s' % (number, name, why))
        except BaseException:
            import traceback
            failures += 1
            print('not ok %d - %s' % (number, name))
            for line in traceback.format_exc().splitlines():
                print('# ' + line)
        sys.stdout.flush()
    sys.exit(1 if failures else 0)
