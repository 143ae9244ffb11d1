const patience = 5_000;

/** One sample of a Prometheus text exposition. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Reads the Prometheus text format as Fabric writes it: `name{label="value",…} number` on each line but comments. */
export function parseMetrics(text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const match = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
    const [, name, labels = '', value] = match ?? [];
    if (name === undefined || value === undefined) return [];
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map((pair) => [pair[1] ?? '', pair[2] ?? '']);
    return [{ name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) }];
  });
}

async function get(url: string): Promise<Response | undefined> {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(patience) });
  } catch {
    return undefined; // nobody listens, or too busy to answer: not up now
  }
}

/** Whether the node's `/healthz` says that everything in it is well. */
export async function isHealthy(operations: string): Promise<boolean> {
  const response = await get(`http://${operations}/healthz`);
  if (response === undefined) return false;
  await response.arrayBuffer();
  return response.ok;
}

/** Metrics of a node from its operations address; undefined when it does not answer. */
export async function readMetrics(operations: string): Promise<Sample[] | undefined> {
  const response = await get(`http://${operations}/metrics`);
  return response?.ok === true ? parseMetrics(await response.text()) : undefined;
}

/** Value of a metric of a channel; undefined when the node has none. */
export function ofChannel(samples: readonly Sample[], name: string, channel: string): number | undefined {
  return samples.find((sample) => sample.name === name && sample.labels['channel'] === channel)?.value;
}
