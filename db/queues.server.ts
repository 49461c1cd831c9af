/**
 * The queues of pg-boss, made by the owner at migration. All are polled: a notification inside the booking transaction
 * would take one lock for all commits of the cluster.
 */
export const queues = [
  { name: 'deliver-message', retryLimit: 8, retryBackoff: true, retryDelay: 5, expireInSeconds: 60 },
  { name: 'reconcile-visit', retryLimit: 3, retryBackoff: true, retryDelay: 5, expireInSeconds: 60 },
  { name: 'send-sign-in-link', retryLimit: 3, retryBackoff: true, retryDelay: 5, expireInSeconds: 60, deleteAfterSeconds: 3600 },
  { name: 'ask-for-recovery', retryLimit: 3, retryBackoff: true, retryDelay: 5, expireInSeconds: 60, deleteAfterSeconds: 3600 },
  { name: 'sweep', retryLimit: 0, retryBackoff: false, retryDelay: 0, expireInSeconds: 60 },
] as const;

export type QueueName = (typeof queues)[number]['name'];
