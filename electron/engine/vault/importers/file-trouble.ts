import { AppError } from '../../../../shared/errors.ts';

/** The reason of the refusal of a file that is none of the vault's. */
export const unknownFormat = 'unknown_format';

/** The file as a whole cannot be read. Whoever shows it names the file. */
export function invalidFile(message: string): AppError {
  return new AppError('validation', message, { details: { issues: [{ path: 'file', message }] } });
}

/** The password of an encrypted file, or that there is one to give. */
export function passwordTrouble(trouble: 'needed' | 'wrong'): AppError {
  const message =
    trouble === 'needed'
      ? 'The file is encrypted: give the password that it was exported with.'
      : 'The password does not open the file. Check it; the file may also be damaged.';
  return new AppError('validation', message, {
    details: { issues: [{ path: 'password', message }], reason: `password_${trouble}` },
  });
}

/** @throws AppError `validation`, reason `password_needed` */
export function requirePassword(password: string | null): string {
  if (password === null || password === '') throw passwordTrouble('needed');
  return password;
}
