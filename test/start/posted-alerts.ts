/** How many alert cards a bot has posted and noted: one that was posted and not noted is posted again after a crash. */
export async function postedAlerts(botUrl: string): Promise<number> {
  const metrics = await (await fetch(`${botUrl}/metrics`)).text();
  return Number(/^audit_bot_deliveries_total\{result="posted"\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
}
