import type { Person } from '../people.ts';
import { createRandom, mixNumbers, type Random } from '../random.ts';
import type { ActivityAuthor, ActivityDraft } from './activity-log.ts';
import { tellAliceFiles } from './alice-files.ts';
import { tellIntrusion } from './alice-intrusion.ts';
import { tellAliceMail } from './alice-mail.ts';
import { everydayScenes } from './everyday.ts';
import { tellOddities } from './odd-records.ts';
import { storyInto } from './story.ts';

const dayMs = 86_400_000;
const historyDays = 14;
const scenesInAll = 1800;
const scenesPerMinute = 2;

/** A time within the last two weeks: mostly on working days between seven and six o'clock UTC. */
function drawTime(random: Random, nowMs: number): number {
  for (let i = 0; i < 12; i += 1) {
    const atMs = nowMs - Math.floor(random() * historyDays * dayMs);
    const at = new Date(atMs);
    const isOffice = at.getUTCHours() >= 7 && at.getUTCHours() < 18;
    const isWeekend = at.getUTCDay() % 6 === 0;
    if (random() < (isOffice ? 1 : 0.08) * (isWeekend ? 0.15 : 1)) return atMs;
  }
  return nowMs - Math.floor(random() * historyDays * dayMs);
}

/** Writes two weeks of what people did, Alice's week and what is odd among it, and the everyday that follows. */
export function activityAuthor(seed: number, people: readonly Person[]): ActivityAuthor {
  const draw = everydayScenes(people);
  return {
    history(now) {
      const nowMs = now.getTime();
      const random = createRandom(seed + 41);
      const drafts: ActivityDraft[] = [];
      for (let i = 0; i < scenesInAll; i += 1) {
        drafts.push(...draw(random, drawTime(random, nowMs)));
      }
      const story = storyInto(drafts, nowMs, people);
      tellAliceFiles(story);
      tellAliceMail(story);
      tellIntrusion(story);
      tellOddities(story);
      return drafts;
    },
    minute(minute) {
      const random = createRandom(mixNumbers(seed, 77, minute));
      const atMs = minute * 60_000;
      return Array.from({ length: scenesPerMinute }, () =>
        draw(random, atMs + Math.floor(random() * 50_000)),
      ).flat();
    },
  };
}
