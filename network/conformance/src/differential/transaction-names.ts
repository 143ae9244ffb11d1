/**
 * Names under which the two ledgers' texts become comparable: a transaction has another id on each (the id depends on
 * the client's certificate), peers have other addresses, and creators are certificates.
 */
export class TransactionNames {
  readonly #names = new Map<string, string>();

  add(txId: string, name: string): void {
    this.#names.set(txId, name);
  }

  /** The text with transaction ids, creators and addresses replaced, and lists in Go's random map order sorted. */
  masked(text: string): string {
    return text
      .replace(/peer time [^,]+/g, 'peer time ...')
      .replace(/Creator \[[0-9a-f]+\]/g, 'Creator [...]')
      .replace(/[0-9a-f]{64}/g, (id) => this.#names.get(id) ?? id)
      .replace(/(collection\(s\): \[)([^\]]*)\]/g, (_, before: string, names: string) => {
        return `${before}${names.split(' ').sort().join(' ')}]`;
      })
      .replace(/\b(?:\d{1,3}\.){3}\d{1,3}:\d+/g, 'ADDRESS');
  }
}
