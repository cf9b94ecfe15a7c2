/** LibreOffice decides the revisions of a Word file: all accepted or all refused, and answers the text. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Decision } from './revisions.ts';

/** Hidden frames take dispatches only once the document has been laid out. */
const MACRO = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Decide(source As String, command As String, target As String)
  Dim load(0) As New com.sun.star.beans.PropertyValue
  load(0).Name = "Hidden"
  load(0).Value = True
  paper = StarDesktop.loadComponentFromURL(source, "_blank", 0, load())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(paper.CurrentController.Frame, command, "", 0, Array())
  Dim save(1) As New com.sun.star.beans.PropertyValue
  save(0).Name = "FilterName"
  save(0).Value = "Text (encoded)"
  save(1).Name = "FilterOptions"
  save(1).Value = "UTF8,LF"
  paper.storeToURL(target, save())
  paper.close(True)
End Sub
</script:module>
`;

let prepared: string | undefined;

/** A profile with the macro in the module that LibreOffice puts into each new one; made once, it is not touched by its first start any more. */
function profile(): string {
  if (prepared !== undefined) return prepared;
  const folder = join(mkdtempSync(join(tmpdir(), 'kezhuan-profile-')), 'profile');
  office(folder, '--terminate_after_init');
  writeFileSync(join(folder, 'user', 'basic', 'Standard', 'Module1.xba'), MACRO);
  return (prepared = folder);
}

const office = (folder: string, ...what: string[]): unknown =>
  execFileSync('soffice', [`-env:UserInstallation=${pathToFileURL(folder).href}`, '--headless', '--norestore', ...what], { stdio: 'pipe', timeout: 120_000 });

const COMMAND: Record<Decision, string> = { accept: '.uno:AcceptAllTrackedChanges', refuse: '.uno:RejectAllTrackedChanges' };

/** The text's lines once LibreOffice has decided, the empty ones left out; a byte order mark is no text. */
export function officeDecides(bytes: Uint8Array, decision: Decision): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'kezhuan-revisions-'));
  const [source, target] = [join(folder, 'in.docx'), join(folder, 'out.txt')];
  writeFileSync(source, bytes);
  const [from, to] = [source, target].map((path) => pathToFileURL(path).href);
  office(profile(), `macro:///Standard.Module1.Decide("${from}","${COMMAND[decision]}","${to}")`);
  return readFileSync(target, 'utf8')
    .replace(/^\ufeff/, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
}
