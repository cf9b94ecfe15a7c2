/** The nonce of this start. It also goes to the few style elements that antd's parts make without asking its config. */
export function styleNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
  return meta?.nonce || meta?.content || '';
}

/** Wraps `document.createElement`: a `<style>` without nonce (the scroll lock under Modal and Drawer) would be refused. */
export function giveStylesTheNonce(nonce: string): void {
  const plain = document.createElement.bind(document) as (tag: string, options?: ElementCreationOptions) => HTMLElement;
  document.createElement = ((tag: string, options?: ElementCreationOptions) => {
    const made = plain(tag, options);
    if (tag.toLowerCase() === 'style') made.nonce = nonce;
    return made;
  }) as typeof document.createElement;
}
