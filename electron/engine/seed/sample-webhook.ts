/** Switched off: nobody answers there. */
export const sampleWebhook = {
  url: 'https://hooks.northwind.example/techbench',
  description: 'Tickets and outages to the operations channel',
  events: ['ticket.created', 'ticket.resolved', 'monitor.down', 'monitor.up'],
  enabled: false,
};
