import { webhookSettings, type WebhookSettings } from '../../../shared/webhook.ts';
import type { Setting } from '../database/settings.ts';

export const webhookSetting: Setting<WebhookSettings> = {
  key: 'webhooks',
  schema: webhookSettings,
  standard: { privateHosts: [], keptDays: 90 },
};
