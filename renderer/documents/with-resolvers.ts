/** Promise.withResolvers came with Chromium 119; pdf.js 6 uses it everywhere and the runtime may be 114. Imported before pdf.js. */
const promise = Promise as unknown as { withResolvers?: () => unknown };

promise.withResolvers ??= function withResolvers() {
  let resolve!: (value: unknown) => void;
  let reject!: (reason: unknown) => void;
  const made = new Promise((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise: made, resolve, reject };
};
