import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { batch } from './production.mjs';

/** Codes of the block: issued in one transaction; so many are downloaded, the others are printed. */
const counts = { issued: 10_000, downloaded: 4_000, printed: 6_000 };

const patienceMs = 180_000;

const untilFinished = async (client, job) => {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const { state, marked, assigned } = await client.get(`/jobs/${job}`);
    if (state === 'finished' && assigned === marked) return { marked, assigned };
    if (state === 'cancelled') throw new Error(`print job ${job} was cancelled`);
    await delay(500);
  }
  throw new Error(`print job ${job} does not finish`);
};

/** A device that no enterprise uses yet becomes the producer's. */
const takeDevice = async (day) => {
  const admin = await day.session('gd', 'foshan-admin');
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const [device] = (await admin.get('/devices')).items;
    if (device?.own) return device.id;
    if (device !== undefined) {
      const name = '1 号喷码机 Coder 1';
      await admin.request('PATCH', `/devices/${device.id}`, {
        body: { name, line: 'L1', version: device.version },
      });
      return device.id;
    }
    await delay(500);
  }
  throw new Error('no coder came online');
};

/** 10,000 item codes: 4,000 downloaded and applied by hand, 6,000 marked by the virtual coder. */
export const codeSteps = [
  {
    name: 'codes',
    title: '10,000 item codes are issued in one transaction (R-4.2.6a)',
    run: async (day) => {
      const clerk = await day.session('gd', 'foshan-clerk');
      const product = day.resultOf('products')[batch.product];
      const block = { product, level: 'item', count: counts.issued, unitsPerCode: '1' };
      return (await clerk.command('/code-blocks', block, day.key('issue'))).locator;
    },
  },
  {
    name: 'download',
    title: '4,000 codes are drawn, downloaded and put on cans (R-4.2.6b)',
    run: async (day) => {
      const clerk = await day.session('gd', 'foshan-clerk');
      const path = `/code-blocks/${day.resultOf('codes')}`;
      const download = await clerk.command(
        `${path}/downloads`,
        { count: counts.downloaded },
        day.key('draw'),
      );
      const { taken } = await clerk.get(`/downloads/${download.id}`);
      if (taken.csv)
        await clerk.post(`/downloads/${download.id}/repeat`, {
          format: 'csv',
          reason: 'demonstration repeated',
        });
      const csv = await clerk.get(`/downloads/${download.id}/content?format=csv`);
      const { lot } = day.resultOf('batch');
      await clerk.command(`${path}/assignments`, { lot, download: download.id }, day.key('assign'));
      return parse(csv, { bom: true, columns: true }).map(({ uri }) => uri);
    },
  },
  {
    name: 'printing',
    title: '6,000 codes go to the virtual coder, are marked and assigned (R-4.2.7)',
    run: async (day) => {
      const line = await day.session('gd', 'foshan-line');
      const device = await takeDevice(day);
      const { lot } = day.resultOf('batch');
      const job = { locator: day.resultOf('codes'), count: counts.printed, device, lot };
      const { id } = await line.command('/jobs', job, day.key('job'));
      return { job: id, ...(await untilFinished(line, id)) };
    },
  },
];
