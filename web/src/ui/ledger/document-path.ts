const paths: Readonly<Record<string, string>> = {
  purchase: '/purchases',
  batch: '/batches',
  'code-block': '/codes',
  dispatch: '/dispatches',
  receipt: '/receiving',
  sale: '/sales',
  'print-job': '/jobs',
  enterprise: '/enterprises',
  product: '/products',
};

/** Address of the page of a document, or null when there is none. */
export const documentPath = (type: string, id: string): string | null => {
  const base = paths[type];
  if (base === undefined) return null;
  return type === 'sale' ? base : `${base}/${encodeURIComponent(id)}`;
};
