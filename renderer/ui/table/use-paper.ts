import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';

/** Whether the list is being printed as a list: not while another paper borrows the page. Lists go on A4 across, with the number of the page where the browser can write it. */
export function usePaper(): boolean {
  const { t } = useTranslation('ui');
  const [printing, setPrinting] = useState(false);
  const numbers = t('table.pageOf', { page: '" counter(page) "', pages: '" counter(pages) "', interpolation: { escapeValue: false } });
  useEffect(() => {
    const page = new CSSStyleSheet();
    page.replaceSync(`@page { size: A4 landscape; margin: 12mm 10mm 15mm; @bottom-center { content: "${numbers}"; font-size: 9pt; } }`);
    const before = () => {
      if (document.documentElement.classList.contains('printing-paper')) return;
      document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter((s) => s !== page), page];
      flushSync(() => setPrinting(true));
    };
    const after = () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== page);
      setPrinting(false);
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      after();
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, [numbers]);
  return printing;
}
