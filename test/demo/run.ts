/** `npm run demo [-- --achievements FILE.xlsx] [--out DIR]`: one whole deal by mouse and keyboard in the real program. Exits non-zero where any step does not hold. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureSystem } from '../../electron/runtime/system-packages.ts';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { openDeskApp } from './desk-app.ts';
import { nothingInternal, sameText } from './files.ts';
import { openJournal } from './journal.ts';
import { contractFiles, draftAndLock, numberIt, signing } from './steps/contract.ts';
import { formAndFreeze, killAndRestart, numberComesBack, packAndAssistant, queueOffline, registryComesUp, reviewDesk } from './steps/filing.ts';
import { chooseAchievement, enterClass, importWorkbook, rightsAndPeople, startDeal } from './steps/portfolio.ts';
import { pricing, rounds, worksheet, worksheetNote } from './steps/talks.ts';

async function demo(input: string, out: string): Promise<number> {
  const journal = await openJournal(out, input);
  console.log(`demo: ${input} → ${out}`);
  let failed: unknown;
  try {
    const desk = await openDeskApp();
    try {
      console.log(desk.running.runtime.line);
      journal.runsOn(desk.running.runtime.line);
      journal.look(desk.hands.w);
      let url = '';
      await journal.step('首次启动', () => enterClass(desk));
      await journal.step('导入成果', () => importWorkbook(desk, journal, input));
      await journal.step('选定成果', async () => {
        journal.values['achievement'] = await chooseAchievement(desk);
      });
      await journal.step('权利与完成人', () => rightsAndPeople(desk));
      await journal.step('立项', () => startDeal(desk));
      await journal.step('估值', () => worksheet(desk, journal));
      await journal.step('测算说明', () => worksheetNote(desk, journal));
      await journal.step('三轮谈判', () => rounds(desk, journal));
      await journal.step('定价公示', () => pricing(desk, journal));
      await journal.step('起草并锁定合同', () => draftAndLock(desk));
      await journal.step('合同编号', () => numberIt(desk));
      await journal.step('合同文件', () => contractFiles(desk, journal));
      await journal.step('签署', () => signing(desk, journal));
      await journal.step('登记表冻结', () => formAndFreeze(desk, journal));
      await journal.step('材料包与逐栏助手', () => packAndAssistant(desk, journal));
      await journal.step('离线送交', () => queueOffline(desk));
      await journal.step('强行终止后重启', () => killAndRestart(desk, journal));
      await journal.step('登记端上线', async () => {
        url = await registryComesUp(desk);
      });
      await reviewDesk(url, journal, () => journal.look(desk.hands.w));
      await journal.step('登记编号返回', () => numberComesBack(desk, journal));
      await journal.step('核对文件', async () => {
        await sameText(journal);
        await nothingInternal(journal);
      });
    } finally {
      await desk.close();
    }
  } catch (error) {
    failed = error;
  }
  const summary = await journal.finish(failed);
  console.log(
    summary.ok
      ? `registered as ${summary.registerNo} in ${summary.seconds} s; ${summary.files.length} files in ${out}`
      : `did not hold; see ${join(out, 'summary.json')}`,
  );
  if (failed !== undefined && summary.steps.every((s) => s.ok)) console.error(failed);
  return summary.ok ? 0 : 1;
}

const { values } = parseArgs({ options: { achievements: { type: 'string' }, out: { type: 'string' } } });
const input = resolve(values.achievements ?? join(PROJECT, 'resources/samples/achievements-300.xlsx'));
if (!existsSync(input)) {
  console.error(`there is no file ${input}`);
  process.exitCode = 1;
} else if (!ensureSystem(['run', 'test'])) {
  process.exitCode = 1;
} else {
  process.exitCode = await demo(input, resolve(values.out ?? 'demo-output'));
}
