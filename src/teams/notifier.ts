import type { Notice, Notifier, Target } from '../ports/notifier.ts';
import { toCardActivity } from './card-activity.ts';
import type { Reach } from './reach.ts';
import type { Targeted } from './targeted.ts';

/** Sends, edits and removes messages without being asked first. */
export function createNotifier(reach: Reach, targeted: Targeted): Notifier {
  return {
    async post(target: Target, notice: Notice) {
      if (target.onlyFor) return targeted.post(target, toCardActivity(notice), target.onlyFor);
      const sent = await reach('post', target, (context) =>
        context.sendActivity(toCardActivity(notice)),
      );
      return { activityId: sent?.id ?? '' };
    },
    async reply(target, activityId, notice) {
      const sent = await reach(
        'reply',
        target,
        (context) => context.sendActivity(toCardActivity(notice)),
        activityId,
      );
      return { activityId: sent?.id ?? '' };
    },
    update: (target, activityId, notice) =>
      target.onlyFor
        ? targeted.update(target, activityId, toCardActivity(notice))
        : reach('update', target, async (context) => {
            await context.updateActivity({ ...toCardActivity(notice), id: activityId });
          }),
    remove: (target, activityId) =>
      reach('remove', target, (context) => context.deleteActivity(activityId)),
  };
}
