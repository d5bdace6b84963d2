import { defineCommand } from './command.ts';

export const alertsRules = defineCommand({
  name: 'alerts rules',
  access: 'reader',
  summary: 'What the watch alerts on',
  examples: ['alerts rules'],
  args: {},
  async run({ deps }) {
    const on = deps.watched.filter(({ isOn }) => isOn);
    return {
      card: 'alert-rules',
      data: {
        title: on.length === 0 ? 'Nothing is watched' : 'What the watch alerts on',
        rules: deps.watched.map(({ name, summary, threshold, isOn }) => ({
          icon: isOn ? '🔔' : '🔕',
          name,
          summary: isOn ? summary : `${summary} (switched off)`,
          threshold: isOn ? threshold : '',
        })),
        hint: 'Not alerted on: report-only results, wrong passwords, and prompts that were met. Rules are set in the file that ALERT_RULES_FILE names; the bot reads it when it starts.',
      },
    };
  },
});
