/** A mail as the demo's inbox shows it. */
export interface DemoMail {
  id: string;
  to: string;
  /** ISO 8601; null where the mail does not say. */
  at: string | null;
  subject: string;
  text: string;
}
