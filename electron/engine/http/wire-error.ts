import { AppError, type FieldIssue } from '../../../shared/errors.ts';

/** Input that was refused at the door: its fields are named as the sender wrote them. */
export class WireError extends AppError {
  constructor(message: string, issues: readonly FieldIssue[] = []) {
    super('validation', message, issues.length > 0 ? { details: { issues } } : {});
  }
}
