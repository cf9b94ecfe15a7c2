/** The receipt of a registration is made once, with it, and kept: its hash and its file never part. */
import { createHash } from 'node:crypto';
import { SIMULATED_RECEIPT } from '../../shared/registry/simulated.ts';
import { receiptPdf } from './receipt-pdf.ts';
import { bodyOf, type Tx } from './row.ts';
import type { FilingRow, ReceiptRow } from './tables.ts';

/** Makes and stores the receipt of a filing that is registered in this transaction. */
export async function makeReceipt(tx: Tx, row: FilingRow): Promise<Pick<ReceiptRow, 'sha256' | 'size' | 'name'>> {
  const { name: office } = await tx.selectFrom('offices').select('name').where('id', '=', row.office_id).executeTakeFirstOrThrow();
  const bytes = receiptPdf({
    registryId: row.id,
    registerNo: row.register_no!,
    office,
    receivedAt: row.received_at,
    acceptedOn: row.accepted_on,
    registeredOn: row.registered_on!,
    body: bodyOf(row),
  });
  const receipt: ReceiptRow = {
    filing: row.id,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    name: `${SIMULATED_RECEIPT}_${row.register_no!}.pdf`,
    pdf: Buffer.from(bytes).toString('base64'),
  };
  await tx.insertInto('receipts').values(receipt).execute();
  return receipt;
}
