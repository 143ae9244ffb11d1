import { describe, expect, test } from '@jest/globals';
import { ScanQueue } from './scan-queue.js';

describe('scanning faster than the gateway answers', () => {
  test('codes wait while a request is under way and then go together, in order', async () => {
    const sent: string[][] = [];
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const queue = new ScanQueue(async (codes) => {
      sent.push([...codes]);
      if (sent.length === 1) await gate;
    });
    queue.add(['A']);
    const flushing = queue.flush();
    queue.add(['B', 'C']);
    void queue.flush();
    expect(queue.waiting).toBe(2);
    release();
    await flushing;
    expect(sent).toEqual([['A'], ['B', 'C']]);
  });

  test('the same code twice in a sitting is not sent again (S-27)', async () => {
    const sent: string[] = [];
    const queue = new ScanQueue((codes) => {
      sent.push(...codes);
      return Promise.resolve();
    });
    expect(queue.add(['https://a.example/T/XYZ'])).toEqual([]);
    expect(queue.add(['/t/xyz'])).toEqual(['/t/xyz']);
    await queue.flush();
    expect(sent).toHaveLength(1);
    queue.release('/T/XYZ');
    expect(queue.add(['/T/XYZ'])).toEqual([]);
  });

  test('nothing is lost when a request fails', async () => {
    let fails = true;
    const sent: string[] = [];
    const queue = new ScanQueue((codes) => {
      if (fails) return Promise.reject(new Error('offline'));
      sent.push(...codes);
      return Promise.resolve();
    });
    queue.add(['A', 'B']);
    await expect(queue.flush()).rejects.toThrow('offline');
    fails = false;
    await queue.flush();
    expect(sent).toEqual(['A', 'B']);
  });

  test('no request is larger than the gateway takes', async () => {
    const sizes: number[] = [];
    const queue = new ScanQueue((codes) => {
      sizes.push(codes.length);
      return Promise.resolve();
    }, 2);
    queue.add(['A', 'B', 'C', 'D', 'E']);
    await queue.flush();
    expect(sizes).toEqual([2, 2, 1]);
  });
});
