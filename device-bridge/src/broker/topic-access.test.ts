import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyCovers, filterCovers, topicMatches } from './topic-access.js';

const level = fc.constantFrom('a', 'b', '');
const topic = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));
const filter = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', '+', ''), { maxLength: 4 }), fc.boolean())
  .filter(([levels, rest]) => levels.length > 0 || rest)
  .map(([levels, rest]) => [...levels, ...(rest ? ['#'] : [])].join('/'));

describe('topic access', () => {
  test('what a covered filter matches, the covering filter matches too', () => {
    fc.assert(
      fc.property(filter, filter, topic, (allowed, asked, name) => {
        if (filterCovers(allowed, asked) && topicMatches(asked, name)) {
          expect(topicMatches(allowed, name)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['baytrace/gd/line-1/jobs', 'baytrace/gd/line-1/jobs', true],
    ['baytrace/gd/line-1/jobs', 'baytrace/gd/line-10/jobs', false],
    ['baytrace/gd/+/jobs', 'baytrace/gd/line-1/jobs', true],
    ['baytrace/gd/+/jobs', 'baytrace/gd/+/jobs', true],
    ['baytrace/gd/+/jobs', 'baytrace/gd/#', false],
    ['baytrace/gd/+/jobs', 'baytrace/gd/line-1/jobs/more', false],
    ['baytrace/gd/#', 'baytrace/gd', true],
    ['baytrace/gd/#', 'baytrace/hk/line-1/jobs', false],
    ['#', '$SYS/uptime', false],
    ['+/uptime', '$SYS/uptime', false],
    ['baytrace/gd/line-1/jobs', '#', false],
  ])('%s covers %s: %s', (allowed, asked, expected) => {
    expect(anyCovers(['other/topic', allowed], asked)).toBe(expected);
  });
});
