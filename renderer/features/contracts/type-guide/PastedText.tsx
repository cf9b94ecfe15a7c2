import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cuesIn, kindByContent, kindByTitle } from '../../../../shared/domain/contract-text/kind.ts';
import { classOfOther } from '../../../../shared/domain/contract-text/other-contract.ts';
import { deliveredBy, type Delivered } from '../../../../shared/domain/type-guide.ts';

/** A passage at hand is read first: what it seems to deliver answers the first questions, and the rest is asked. */
export function PastedText({ kindTitle, onDelivered }: { kindTitle: (code: string) => string; onDelivered: (delivered: Delivered) => void }) {
  const { t } = useTranslation('guide');
  const [said, setSaid] = useState('');
  const read = (text: string): void => {
    const other = classOfOther(text);
    const found = kindByContent(text) ?? kindByTitle(text);
    if (text.trim() === '') setSaid('');
    else if (other) setSaid(t('notTechnical', { other: t(`findings:other.${other.other}`) }));
    else if (!found) setSaid(t('unread'));
    else {
      const words = [...new Set((cuesIn(text).find((c) => c.kind === found.kind)?.words ?? [found]).map((w) => w.text))].slice(0, 3);
      setSaid(t('reads', { kind: kindTitle(found.kind), words: words.join(t('ui:comma')) }));
      onDelivered(deliveredBy(found.kind));
    }
  };
  return (
    <details className="guide-paste">
      <summary>{t('paste')}</summary>
      <Input.TextArea aria-label={t('pasteLabel')} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={20_000} onChange={(e) => read(e.target.value)} />
      <p className="small" role="status">
        {said}
      </p>
    </details>
  );
}
