/** The signed deal of the tour's last steps: made when it is first needed, its contract locked and "scanned" from the same text. */
import { buildContract } from '../../../shared/domain/contract/build.ts';
import { lockContract } from '../../../shared/domain/contract-rules.ts';
import { make, set } from '../../../shared/domain/edit.ts';
import { SIGNED_IDS, signedSampleDeal } from '../../../shared/domain/sample-signed.ts';
import { isRefusal, refuse } from '../../../shared/result.ts';
import { commit } from '../../data/commit.ts';
import { dealFile } from '../../data/queries/deals.ts';
import { rulesAt, today } from '../../data/rules.ts';
import { who } from '../../data/store.ts';
import { storeFile } from '../../data/vault.ts';
import { clausesFor } from '../../documents/clauses.ts';
import { contractInput } from '../../documents/contract-input.ts';
import { pdfPictures } from '../../documents/pdf-pictures.ts';
import { pdfOf } from '../../documents/print-pdf.tsx';

const SCAN_NAME = '示例签署件（扫描）.pdf';
let under: Promise<void> | null = null;

/** Does nothing where it is there already; what an earlier try left half done is finished. Throws where the store or the printer fails. */
export function prepareSignedDeal(watermark: string): Promise<void> {
  under ??= prepare(watermark).finally(() => (under = null));
  return under;
}

async function prepare(watermark: string): Promise<void> {
  const day = today();
  await done(
    commit({ intent: 'sample.fill', origin: 'sample' }, async (read) =>
      (await read.get('deals', SIGNED_IDS.deal)) === undefined ? signedSampleDeal(day) : [],
    ),
  );
  const file = (await dealFile(SIGNED_IDS.deal))!;
  const contract = file.contracts.find((c) => c.id === SIGNED_IDS.contract);
  const signing = file.signings.find((s) => s.id === SIGNED_IDS.signing);
  if (!contract || !signing || (signing.scanIds ?? []).length > 0) return;
  const built = buildContract(clausesFor(contract), contractInput(file, contract, rulesAt(undefined, file.seller?.region), 'signing', watermark));
  const bytes = await pdfOf(built.document);
  const scan = await storeFile({ name: SCAN_NAME, bytes });
  if (!scan) throw new Error('the scan was not stored');
  const pages = (await pdfPictures(bytes)).length;
  const { hash, name, size, mime } = scan;
  await done(
    commit({ intent: 'sample.fill', origin: 'sample' }, async (read) => {
      const now = await read.get('contracts', contract.id);
      if (!now) return refuse('row.gone');
      const locked = now.state === 'locked' ? [] : lockContract(now, built.contentId, signing.signedOn ?? day, 0, built.text);
      if (isRefusal(locked)) return locked;
      return [
        ...locked,
        make('attachments', {
          id: SIGNED_IDS.scan,
          sample: true,
          ownerTable: 'signings',
          ownerId: signing.id,
          dealId: SIGNED_IDS.deal,
          kind: 'scan',
          name,
          hash,
          size,
          mime,
          addedOn: new Date().toISOString(),
        }),
        set('signings', signing.id, {
          scanIds: [SIGNED_IDS.scan],
          pages,
          lockedPages: pages,
          pagesEqual: Array.from({ length: pages }, (_, i) => i + 1),
          pagesCheckedBy: who() || undefined,
        }),
      ];
    }),
  );
}

/** A rule that refuses the sample is a fault of the sample. */
async function done(answer: ReturnType<typeof commit>): Promise<void> {
  const a = await answer;
  if (isRefusal(a)) throw new Error(a.key);
}
