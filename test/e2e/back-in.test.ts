/** Journey J2, steps 3 to 6, in the real program: our draft goes out, comes back edited in LibreOffice under another name, and is decided on. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { clauses } from '../documents/clause-files.ts';
import { licenceInput } from '../documents/licence-fixture.ts';
import { editDocx, throughOffice } from '../documents/revised-edits.ts';
import { dropFile } from '../support/rooms.ts';
import { openSampleDeal, storedRows, type Office, type Row } from '../support/sample-office.ts';
import { theirEdits } from '../support/their-edits.ts';
import { vaultFiles } from '../support/vault-files.ts';

let office: Office;
let back: string;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

/** The draft as the program keeps it. */
async function paper(): Promise<Uint8Array> {
  const hash = (await storedRows(office, 'documents')).find((d) => d['kind'] === 'contract-draft')?.['hash'];
  return (await vaultFiles(office.userData)).get(String(hash))!;
}
const cards = async (): Promise<Row[]> => (await storedRows(office, 'changeCards')).toSorted((a, b) => Number(a['n']) - Number(b['n']));
const shot = async (name: string): Promise<void> => {
  if (process.env['SHOT']) await office.window.screenshot({ path: join(process.env['SHOT'], `${name}.png`) });
};

test('our draft goes out', async () => {
  const { window } = office;
  await office.tab('contract');
  await window.getByText('起草专利实施许可合同').click();
  await window.locator('[data-make="contract-draft"]').click();
  await window.locator('.file-done-name').first().waitFor();
  const their = theirEdits({
    fee: [
      ['1,500,000.00', '1,200,000.00'],
      ['壹佰伍拾万元整', '壹佰贰拾万元整'],
    ],
    mode: ['排他', '独占'],
    rate: ['2.5%', '2%'],
  });
  const edited = editDocx(throughOffice(await paper()), their);
  back = join(await mkdtemp(join(tmpdir(), 'kezhuan-back-')), '合同(1)(2).docx');
  await writeFile(back, throughOffice(edited));
}, 180_000);

test('read back, every change is a card: tracked, untracked, moved, written anew, and the removed 不', async () => {
  const { window } = office;
  await office.willPick([back]);
  await window.locator('[data-act="read-back"]').click();
  await window.locator('[data-testid="back-in-card"]').waitFor();
  const found = await cards();
  const about = (id: string): Row | undefined => found.find((c) => (c['lines'] as string[]).includes(id));
  expect(about('fee.entry')).toMatchObject({ group: 'substantive', tracked: 'tracked', by: '示例种业', values: [{ key: 'fixedFee', now: '1200000' }] });
  expect(about('fee.royalty')).toMatchObject({ group: 'substantive', tracked: 'untracked', values: [{ key: 'royaltyRate', now: '0.02' }] });
  expect(about('grant.sublicense')).toMatchObject({ group: 'substantive', tracked: 'untracked' });
  expect((about('grant.sublicense')!['reasons'] as string[])[0]).toBe('negation');
  expect(about('change.written')).toMatchObject({ group: 'formal' });
  expect(about('grant.acts')).toMatchObject({ group: 'moved' });
  expect(about('fee.audit')).toMatchObject({ group: 'unaligned', theirs: expect.stringContaining('每岁一稽') });
  expect(found.filter((c) => ['substantive', 'unaligned', 'moved'].includes(String(c['group'])))).toHaveLength(6);
  await expect.poll(() => window.locator('.back-in-counts').innerText()).toMatch(/实质 4，未对上 1，移动 1/);
  await shot('back-in');
});

test('what was written anew leaves its fields unconfirmed until somebody decides', async () => {
  const { window } = office;
  await window.getByRole('button', { name: '返回第 1 版' }).click();
  await expect.poll(() => window.locator('[data-testid="unconfirmed-fields"]').innerText()).toContain('查账');
  await expect.poll(() => window.locator('[data-field$="/fields.auditTimes"]').first().innerText()).toContain('未确认');
  await expect.poll(() => window.locator('[data-finding="unconfirmed:auditTimes"]').count()).toBe(1);
  await shot('unconfirmed');
  await window.locator('[data-returned]').getByRole('button', { name: '查看' }).click();
  await window.locator('[data-testid="back-in-card"]').waitFor();
});

test('decided by keys and by buttons: accept, refuse, counter, park', async () => {
  const { window } = office;
  const card = window.locator('[data-testid="back-in-card"]');
  const open = async (id: string) => {
    const n = (await cards()).find((c) => (c['lines'] as string[]).includes(id))!['n'];
    await window.locator(`[data-card="${String(n)}"]`).click();
  };
  const decided = (id: string) => expect.poll(async () => (await cards()).find((c) => (c['lines'] as string[]).includes(id))?.['decision']);
  await open('fee.entry');
  await expect.poll(() => card.innerText()).toContain('1,200,000.00');
  await window.keyboard.press('a');
  await decided('fee.entry').toBe('accept');
  await open('fee.royalty');
  await card.getByRole('button', { name: /^接受/ }).click();
  await decided('fee.royalty').toBe('accept');
  await open('grant.mode');
  await window.keyboard.press('a');
  await decided('grant.mode').toBe('accept');
  // the clauses that hang on the kind of licence are told before they change
  await expect.poll(() => window.locator('[data-testid="switched-clauses"]').innerText()).toMatch(/不再印出.*乙方可以自行实施[^]*改为印出.*乙方不得自行实施/);
  await open('grant.sublicense');
  await window.keyboard.press('r');
  await decided('grant.sublicense').toBe('refuse');
  await open('grant.acts');
  await window.keyboard.press('p');
  await decided('grant.acts').toBe('park');
  await open('fee.audit');
  await window.keyboard.press('c');
  await card.getByLabel('我方改写后的措辞').fill('乙方每年可以查阅一次提成账目，少报超过应付提成百分之十的，查账费用由甲方承担。');
  await shot('counter');
  await card.getByRole('button', { name: '记为改写' }).click();
  await decided('fee.audit').toBe('counter');
  await window.getByRole('button', { name: /接受全部格式改动/ }).click();
  await decided('change.written').toBe('accept');
  await expect.poll(() => window.locator('[data-testid="back-in-preview"]').innerText()).toContain('1,200,000.00');
  await shot('decided');
});

test('the next version has the agreed values and words, and ours where we refused', async () => {
  const { window } = office;
  await window.locator('[data-act="back-in-finish"]').click();
  await expect.poll(async () => (await storedRows(office, 'contracts')).map((c) => c['version']).toSorted()).toEqual([1, 2]);
  const next = (await storedRows(office, 'contracts')).find((c) => c['version'] === 2)!;
  expect(next['fields']).toMatchObject({ fixedFee: '1200000', royaltyRate: '0.02', licenseMode: 'exclusive' });
  const texts = next['clauseTexts'] as Record<string, string>;
  expect(texts['fee.audit']).toContain('百分之十');
  expect(texts['grant.sublicense']).toBeUndefined();
  expect(texts['fee.entry']).toBeUndefined();
  await window.getByRole('tab', { name: '预览' }).click();
  const paperText = window.locator('[data-testid="contract-paper"]');
  await expect.poll(() => paperText.innerText()).toContain('壹佰贰拾万元整');
  await expect.poll(() => paperText.innerText()).toContain('甲方不得许可第三人实施许可专利');
  await shot('next');
});

test('dropped on the window, a file with our content id is read back, whatever it is called', async () => {
  const { window } = office;
  await dropFile(window, '随便什么名字.docx', await readFile(back));
  await window.locator('[data-testid="back-in-card"]').waitFor();
  await expect.poll(async () => (await storedRows(office, 'returnedFiles')).length).toBe(2);
  expect((await storedRows(office, 'contracts')).some((c) => c['kind'] === 'foreign')).toBe(false);
});

test('a file that does not say which version it edits is compared with the one a person names', async () => {
  const { window } = office;
  await window.getByRole('button', { name: /返回第 1 版/ }).click();
  const parts = unzipSync(new Uint8Array(await readFile(back)));
  const nameless = Object.fromEntries(Object.entries(parts).filter(([name]) => name !== 'docProps/custom.xml' && !/header\d*\.xml/.test(name)));
  const path = join(await mkdtemp(join(tmpdir(), 'kezhuan-back-')), '无标识.docx');
  await writeFile(path, zipSync(nameless));
  await office.willPick([path]);
  await window.locator('[data-act="read-back"]').click();
  await expect
    .poll(() => window.getByRole('dialog').innerText())
    .toMatch(/“无标识\.docx”里没有本程序的内容标识。\s*文件题为《专利实施许可合同》。\s*按第 \d 版比对？/);
  await window.getByRole('button', { name: /按第 \d 版比对/ }).click();
  await window.locator('[data-testid="back-in-card"]').waitFor();
  await expect.poll(async () => (await storedRows(office, 'returnedFiles')).map((f) => f['knownBy'])).toEqual(['property', 'property', 'person']);
  await window.getByRole('button', { name: /返回第 \d 版/ }).click();
});

test('a file of ours that is no version of this deal is called that, and its other kind is told before it is compared', async () => {
  const { window } = office;
  const other = buildContract(clauses('KF-WT'), licenceInput()).document;
  const path = join(await mkdtemp(join(tmpdir(), 'kezhuan-back-')), '别的合同.docx');
  await writeFile(path, blocksToDocx(other));
  await office.willPick([path]);
  await window.locator('[data-act="read-back"]').click();
  await expect
    .poll(() => window.getByRole('dialog').innerText())
    .toMatch(/带有本程序的内容标识，但不是本项目合同的任何一版。\s*文件题为《技术开发（委托）合同》。\s*第 \d 版是《专利实施许可合同》，种类不同/);
  await shot('other-kind');
  await window.getByRole('button', { name: '不读' }).click();
});

test('a hostile file is refused with a word, leaves nothing behind, and the next one is read', async () => {
  const { window } = office;
  const before = (await storedRows(office, 'attachments')).length;
  const path = join(await mkdtemp(join(tmpdir(), 'kezhuan-back-')), '炸弹.docx');
  await writeFile(path, zipSync({ 'word/document.xml': new Uint8Array(30 * 1024 * 1024).fill(0x20) }, { level: 9 }));
  await office.willPick([path]);
  await window.locator('[data-act="read-back"]').click();
  await window
    .getByRole('alert')
    .filter({ hasText: /压缩比/ })
    .first()
    .waitFor();
  await expect.poll(async () => (await storedRows(office, 'attachments')).length).toBe(before);
  await office.willPick([back]);
  await window.locator('[data-act="read-back"]').click();
  await window.locator('[data-testid="back-in-card"]').waitFor();
});

test('our version changed after it was sent: theirs is compared with what they had in hand', async () => {
  const { window } = office;
  await window.getByRole('button', { name: /返回第 1 版/ }).click();
  await window.getByText('第 1 版', { exact: true }).click();
  await window.getByRole('tab', { name: '条款' }).click();
  const line = window.locator('[data-clause-line="subject.title"]');
  await line.getByRole('button', { name: '改措辞' }).click();
  const box = line.locator('textarea').first();
  await box.fill('乙方保证其有权许可，许可专利在本合同订立时有效。');
  await box.blur();
  await line.getByText('改过措辞').waitFor();
  const files = (await storedRows(office, 'returnedFiles')).length;
  await dropFile(window, '又一次.docx', await readFile(back));
  await window.locator('[data-testid="back-in-card"]').waitFor();
  await expect.poll(async () => (await storedRows(office, 'returnedFiles')).length).toBe(files + 1);
  await expect.poll(() => window.locator('.back-in-counts').innerText()).toMatch(/实质 4，未对上 1，移动 1/);
  const latest = (await storedRows(office, 'returnedFiles')).at(-1)!;
  const about = (await cards()).filter((c) => c['returnedId'] === latest.id).flatMap((c) => c['lines'] as string[]);
  expect(about).toContain('grant.sublicense');
  expect(about).not.toContain('subject.title');
});

test('accepted moves, headings and rows of tables are in the next version and its records; what cannot be is told and stays unconfirmed; undo takes all of it back', async () => {
  const { window } = office;
  const edited = editDocx(await paper(), {
    silent: {
      不得限制技术竞争和技术发展: [['不得限制技术竞争和技术发展', '竞争与技术发展不受限制']],
      广东省佛山市示例大道: [['2 号', '8 号']],
      完成人: [['完成人', '发明人']],
    },
    moved: { 许可的实施行为: '本合同一式' },
  });
  const kinds = async (): Promise<string[]> => (await storedRows(office, 'returnedFiles')).map((f) => f.id);
  const before = await kinds();
  await dropFile(window, '次序和标题.docx', Buffer.from(edited));
  await expect.poll(async () => (await kinds()).length).toBe(before.length + 1);
  const id = (await storedRows(office, 'returnedFiles')).find((f) => !before.includes(f.id))!.id;
  const own = async (): Promise<Row[]> => (await cards()).filter((c) => c['returnedId'] === id && c['group'] !== 'comment');
  await window.getByText('次序和标题.docx').first().waitFor();
  for (const card of await own()) {
    await window.locator(`[data-card="${String(card['n'])}"]`).click();
    await window.locator('[data-testid="back-in-card"]').getByRole('button', { name: /^接受/ }).click();
    await expect.poll(async () => (await own()).find((c) => c.id === card.id)?.['decision']).toBe('accept');
  }
  const preview = window.locator('[data-testid="back-in-preview"]');
  await expect.poll(() => preview.innerText()).toContain('竞争与技术发展不受限制');
  await expect.poll(() => preview.innerText()).toContain('条款次序改为对方的次序');
  await expect.poll(() => preview.innerText()).toContain('广东省佛山市示例大道 8 号');
  await shot('accepted-moves');
  const versions = (await storedRows(office, 'contracts')).map((c) => c.id);
  await window.locator('[data-act="back-in-finish"]').click();
  await expect.poll(async () => (await storedRows(office, 'contracts')).length).toBe(versions.length + 1);
  const next = (await storedRows(office, 'contracts')).find((c) => !versions.includes(c.id))!;
  expect(next['headings']).toEqual({ competition: '竞争与技术发展不受限制' });
  const order = next['order'] as string[];
  expect(order.indexOf('grant.acts')).toBeGreaterThan(order.indexOf('heading:copies'));
  const buyer = async () => (await storedRows(office, 'parties')).find((p) => String(p['address']).includes('佛山'))?.['address'];
  expect(await buyer()).toBe('广东省佛山市示例大道 8 号');
  await expect.poll(() => window.locator('[data-testid="left-by-hand"]').innerText()).toContain('权利信息以登记簿为准');
  // before it is locked the check of the version says so as well
  await expect.poll(() => window.locator('[data-finding^="left:"]').innerText()).toContain('已接受的改动没有带入本版');
  await shot('left-by-hand');
  await window.getByRole('tab', { name: '预览' }).click();
  await expect.poll(() => window.locator('[data-testid="contract-paper"]').innerText()).toMatch(/竞争与技术发展不受限制[^]*本合同一式[^]*许可的实施行为/);
  await window.keyboard.press('Control+z');
  await expect.poll(buyer).toBe('广东省佛山市示例大道 2 号');
  await expect.poll(async () => (await storedRows(office, 'returnedFiles')).find((f) => f.id === id)?.['done']).toBeUndefined();
});
