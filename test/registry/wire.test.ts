import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerEdits, mayMove, readReply } from '../../shared/registry/answer.ts';
import { arrivalReasons, cents, hintsFor, isDay } from '../../shared/registry/check.ts';
import { contentHash, filingLetter, frozenBody, letterBody, type FilingBody } from '../../shared/registry/letter.ts';
import { collectedOf, outcomeOf, LONGEST_PAUSE_MS, type LetterReply, type RawAnswer } from '../../shared/registry/reply.ts';
import { isSimulatedNumber, mayFileWith, mayHoldNumber, simulatedNumber } from '../../shared/registry/simulated.ts';
import { FILING_STATES, type Filing } from '../../shared/domain/filing.ts';
import { isRefusal } from '../../shared/result.ts';
import { randomRuns } from '../support/random.ts';
import { sampleContent, sampleLetter } from '../support/sample-letter.ts';

const letter = 'a'.repeat(64);
const reply = (change: Partial<LetterReply> = {}): LetterReply => ({
  protocol: 'kezhuan-registry/1',
  letter,
  result: 'accepted',
  registryId: 'MN1',
  filingId: 'f',
  version: 1,
  contentHash: 'c'.repeat(64),
  status: 'SUBMITTED',
  revision: 1,
  receivedAt: '2026-03-12T01:00:00.000Z',
  reasons: [],
  simulated: true,
  notice: '模拟',
  ...change,
});
const raw = (status: number, body: unknown, change: Partial<RawAnswer> = {}): RawAnswer => ({
  status,
  contentType: 'application/json; charset=utf-8',
  text: JSON.stringify(body),
  retryAfterMs: null,
  ...change,
});
const problem = (code: string, about?: string) => ({ error: { code, zh: '不行', en: 'No', fields: [], ...(about ? { letter: about } : {}) } });

describe('a letter', () => {
  it('is the same bytes whatever the order its values were put in', () => {
    const a = sampleContent(1);
    const b = { ...a, form: Object.fromEntries(Object.entries(a.form).toReversed()) };
    expect(frozenBody(filingLetter('simulated', 'd', a))).toEqual(frozenBody(filingLetter('simulated', 'd', b)));
    expect(contentHash(a)).toBe(contentHash(b));
  });

  it('has another hash when anything in it is another', () => {
    const a = sampleContent(1);
    const others = [
      { ...a, version: 2 },
      { ...a, form: { ...a.form, buyerZip: '510001' } },
      { ...a, proofs: [] },
      { ...a, facts: { ...a.facts, pages: 13 } },
    ];
    expect(new Set([a, ...others].map(contentHash)).size).toBe(5);
  });

  it('is parsed back from its own bytes, and refuses what it does not know', () => {
    const body = JSON.parse(sampleLetter(1).text) as FilingBody;
    expect(letterBody.parse(body)).toEqual(body);
    expect(letterBody.safeParse({ ...body, extra: 1 }).success).toBe(false);
    expect(letterBody.safeParse({ ...body, form: { 'Bad key': '' } }).success).toBe(false);
  });
});

describe('the outcome of an answer', () => {
  const late = { retryAfterMs: 5_000 };
  it.each<[string, 'send' | 'ask', RawAnswer, object]>([
    ['taken', 'send', raw(201, reply()), { kind: 'accepted' }],
    ['taken before', 'send', raw(200, reply()), { kind: 'accepted' }],
    [
      'sent back',
      'send',
      raw(422, reply({ result: 'refused', reasons: [{ code: 'R03', text: '缺' }] })),
      { kind: 'refused', reasons: [{ code: 'R03', text: '缺' }] },
    ],
    ['asked and refused', 'ask', raw(200, reply({ result: 'refused' })), { kind: 'refused' }],
    ['code and body disagree', 'send', raw(201, reply({ result: 'refused' })), { kind: 'unknown' }],
    ['another letter’s reply', 'send', raw(201, reply({ letter: 'b'.repeat(64) })), { kind: 'unknown' }],
    ['busy', 'send', raw(429, problem('too-many'), late), { kind: 'busy', afterMs: 5_000 }],
    ['busy for days', 'send', raw(503, '', { retryAfterMs: 1e9 }), { kind: 'busy', afterMs: LONGEST_PAUSE_MS }],
    ['no token', 'send', raw(401, '<html>', { contentType: 'text/html' }), { kind: 'unauthorised' }],
    ['too slow a line', 'send', raw(408, problem('request-timeout')), { kind: 'unknown', reason: 'server-408' }],
    ['server failed', 'send', raw(500, problem('internal')), { kind: 'unknown', reason: 'server-500' }],
    ['a login page with 200', 'send', raw(200, '', { contentType: 'text/html', text: '<html>accepted</html>' }), { kind: 'unknown' }],
    ['JSON under another type', 'send', raw(201, reply(), { contentType: 'text/plain' }), { kind: 'unknown' }],
    ['half a JSON', 'send', raw(201, '', { text: '{"protocol"' }), { kind: 'unknown' }],
    ['read and not taken', 'send', raw(400, problem('invalid-body')), { kind: 'unknown', reason: 'registry-invalid-body', hold: true }],
    ['conflict', 'send', raw(409, problem('key-conflict', letter)), { kind: 'unknown', reason: 'registry-key-conflict', hold: true }],
    ['a stranger’s 404', 'send', raw(404, '', { text: 'not found', contentType: 'text/html' }), { kind: 'unknown' }],
    ['never seen', 'ask', raw(404, problem('letter-absent', letter)), { kind: 'absent' }],
    ['absence of another letter', 'ask', raw(404, problem('letter-absent', 'b'.repeat(64))), { kind: 'unknown' }],
    ['404 without a letter', 'ask', raw(404, problem('not-found')), { kind: 'unknown' }],
    ['absent to a sending', 'send', raw(404, problem('letter-absent', letter)), { kind: 'unknown' }],
  ])('%s', (_name, act, answer, expected) => {
    expect(outcomeOf(act, letter, answer)).toMatchObject(expected);
  });

  it('keeps members it does not know in the raw reply', () => {
    expect(outcomeOf('send', letter, raw(201, { ...reply(), stampUrl: 'x' }))).toMatchObject({ kind: 'accepted', reply: { stampUrl: 'x' } });
  });

  it('never ends a letter on anything but the registry’s own answer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.string(),
        fc.constantFrom('application/json', 'text/html', ''),
        fc.json(),
        fc.boolean(),
        (status, text, contentType, json, isJson) => {
          const got = outcomeOf('send', letter, { status, contentType, text: isJson ? json : text, retryAfterMs: null });
          expect(['accepted', 'refused', 'absent']).not.toContain(got.kind);
        },
      ),
      randomRuns(500),
    );
  });

  it('reads a page or says why not', () => {
    expect(collectedOf(raw(200, { items: [{ a: 1 }], cursor: 'x', more: false, later: 1 }))).toMatchObject({ outcome: 'ok', items: [{ a: 1 }], cursor: 'x' });
    expect(collectedOf(raw(400, problem('bad-cursor')))).toEqual({ outcome: 'failed', failure: { kind: 'unknown', reason: 'registry-bad-cursor' } });
    expect(collectedOf(raw(401, ''))).toEqual({ outcome: 'failed', failure: { kind: 'unauthorised' } });
    expect(collectedOf(raw(200, { items: 3 }))).toMatchObject({ outcome: 'failed', failure: { kind: 'unknown' } });
  });
});

describe('an answer becomes edits', () => {
  const filing: Filing = { id: 'f', version: 1, state: 'queued', frozenHash: 'c'.repeat(64) };
  const fieldsOf = (row: Filing, r: LetterReply, workspace: 'work' | 'sample' = 'sample') => {
    const [edit] = answerEdits(row, r, r, workspace);
    return edit?.op === 'set' ? (edit.fields as Filing) : undefined;
  };

  it('moves the filing and keeps number, days and the raw reply', () => {
    const number = simulatedNumber(2026, 1);
    expect(
      fieldsOf(filing, reply({ status: 'REGISTERED', revision: 3, registerNo: number, registeredOn: '2026-03-16', acceptedOn: '2026-03-13' })),
    ).toMatchObject({
      state: 'registered',
      registerNo: number,
      registeredOn: '2026-03-16',
      acceptedOn: '2026-03-13',
      registryRevision: 3,
      simulated: true,
      submittedAt: '2026-03-12T01:00:00.000Z',
    });
  });

  it('the time is the receipt’s, not one typed before', () => {
    expect(fieldsOf({ ...filing, submittedAt: '2026-03-11T08:00' }, reply({}))).toMatchObject({ submittedAt: '2026-03-12T01:00:00.000Z' });
  });

  it.each<[string, Filing, LetterReply]>([
    ['another filing', filing, reply({ filingId: 'g' })],
    ['an older version', { ...filing, version: 2 }, reply()],
    ['other content', filing, reply({ contentHash: 'd'.repeat(64) })],
    ['old news', { ...filing, letterId: letter, registryRevision: 2 }, reply({ revision: 2 })],
  ])('ignores %s', (_name, row, r) => {
    expect(answerEdits(row, r, r, 'sample')).toEqual([]);
  });

  it('stores a surprising status and moves nothing', () => {
    const got = fieldsOf({ ...filing, state: 'submitted' }, reply({ status: 'ARCHIVED', revision: 4 }));
    expect(got).toMatchObject({ registryStatus: 'ARCHIVED', registryRevision: 4 });
    expect(got).not.toHaveProperty('state');
    const back = fieldsOf(
      { ...filing, state: 'registered', letterId: letter, registryRevision: 3 },
      reply({ status: 'ACCEPTED', revision: 4, acceptedOn: '2026-04-01' }),
    );
    expect(back).toMatchObject({ registryStatus: 'ACCEPTED' });
    expect(back).not.toHaveProperty('state');
    expect(back).not.toHaveProperty('acceptedOn');
  });

  it('keeps a simulated number out of the 正式库, whatever the registry calls itself', () => {
    for (const simulated of [true, false]) {
      const got = fieldsOf(filing, reply({ status: 'REGISTERED', registerNo: simulatedNumber(2026, 1), simulated }), 'work')!;
      expect(got.registryStatus).toBe('REGISTERED');
      for (const field of ['state', 'registerNo', 'registryId']) expect(got).not.toHaveProperty(field);
    }
    expect(fieldsOf(filing, reply({ status: 'REGISTERED', registerNo: '4403012026000001', simulated: false }), 'work')).toMatchObject({
      state: 'registered',
      registerNo: '4403012026000001',
    });
  });

  it('an ended version stays ended, and a draft is never moved by a registry', () => {
    for (const to of FILING_STATES)
      for (const from of ['draft', 'ready', 'returned', 'refused', 'cancelled', 'revoked'] as const) expect(mayMove(from, to)).toBe(false);
    // a registration can only end; the office's own review says nothing of the registry
    expect(FILING_STATES.filter((to) => mayMove('registered', to))).toEqual(['cancelled', 'revoked']);
    expect(FILING_STATES.filter((to) => mayMove('orgReview', to))).toEqual(['submitted', 'returned']);
  });

  it('in whatever order answers come, the highest revision stands', () => {
    const path = ['SUBMITTED', 'ACCEPTED', 'SECOND_REVIEW', 'REGISTERED'];
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }), (order) => {
        const end = order.reduce<Filing>((row, i) => ({ ...row, ...fieldsOf(row, reply({ status: path[i]!, revision: i + 1 })) }), filing);
        expect(end.registryRevision).toBe(Math.max(...order) + 1);
        expect(end.state).toBe(['submitted', 'accepted', 'secondReview', 'registered'][Math.max(...order)]);
      }),
      randomRuns(200),
    );
  });

  it('reads nothing out of nonsense', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readReply(value)).toBeUndefined();
      }),
      randomRuns(300),
    );
  });
});

describe('simulated numbers', () => {
  it.each([
    ['990000 2026 000001', true],
    ['９９００００2026000001', true],
    ['4403012020000001', false],
    ['', false],
  ])('%s', (text, simulated) => {
    expect(isSimulatedNumber(text)).toBe(simulated);
  });
  it('may stand in the sample and class libraries only, and so may filings with the simulated registry', () => {
    expect(isRefusal(mayHoldNumber('work', '9900002026000001'))).toBe(true);
    expect(mayHoldNumber('work', '4403012020000001')).toBeNull();
    expect(mayHoldNumber('class', '9900002026000001')).toBeNull();
    expect(isRefusal(mayFileWith('work', { id: 'simulated' }))).toBe(true);
    expect(isRefusal(mayFileWith('work', { id: 'lan-1', simulated: true }))).toBe(true);
    expect(mayFileWith('work', { id: 'province', simulated: false })).toBeNull();
    expect(mayFileWith('sample', { id: 'simulated' })).toBeNull();
    expect(() => simulatedNumber(2026, 1_000_000)).toThrow();
  });
});

describe('what a registry sees on arrival', () => {
  const body = (n = 1): FilingBody => JSON.parse(sampleLetter(n).text) as FilingBody;
  it('lets a complete filing through', () => expect(arrivalReasons(body())).toEqual([]));
  it.each<[string, (b: FilingBody) => void, string]>([
    [
      'a required field blank',
      (b) => {
        b.form['planSource'] = '  ';
      },
      'R03 planSource',
    ],
    [
      'amount with letters',
      (b) => {
        b.form['totalAmount'] = '150万';
      },
      'R03 totalAmount',
    ],
    [
      'zero',
      (b) => {
        b.form['technicalAmount'] = '0.00';
      },
      'R03 technicalAmount',
    ],
    [
      'a credit code with a wrong check character',
      (b) => {
        const code = b.form['buyerCreditCode'] as string;
        b.form['buyerCreditCode'] = `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`;
      },
      'R03 buyerCreditCode',
    ],
    [
      'region of four digits',
      (b) => {
        b.form['buyerRegion'] = '4401';
      },
      'R03 buyerRegion',
    ],
    [
      'validity the wrong way round',
      (b) => {
        b.form['validTo'] = '2026-03-11';
      },
      'R01 validTo',
    ],
    [
      'no seal',
      (b) => {
        delete b.facts.sellerSealName;
      },
      'R08 sellerSealName',
    ],
  ])('sends back: %s', (_name, spoil, expected) => {
    const b = body();
    spoil(b);
    expect(arrivalReasons(b).map((r) => `${r.code} ${r.field}`)).toEqual([expected]);
  });
  it('only hints at what needs judgement', () => {
    const b = body();
    b.form['projectName'] = '另一个名称';
    b.facts.totalAmount = '1500000.5';
    expect(hintsFor(b, { today: '2031-03-12', registeredBefore: true }).map((r) => `${r.code} ${r.field}`)).toEqual([
      'R10 validTo',
      'R13 contractNo',
      'R05 projectName',
      'R03 totalAmount',
    ]);
    expect(hintsFor(body(), { today: '2031-03-11', registeredBefore: false })).toEqual([]);
  });
  it('knows amounts and days', () => {
    expect([cents('1,500,000.5'), cents('0.01'), cents('.5'), cents('1.005'), cents('-1'), cents(undefined)]).toEqual([
      150_000_050n,
      1n,
      null,
      null,
      null,
      null,
    ]);
    expect(['2024-02-29', '2100-02-29', '2026-13-01', '2026-4-1', ''].map(isDay)).toEqual([true, false, false, false, false]);
  });
});
