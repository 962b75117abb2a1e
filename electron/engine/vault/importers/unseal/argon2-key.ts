import { argon2Key, type Argon2Cost } from '../../keys/argon2.ts';
import { refuseArgon2Cost } from './key-cost.ts';

/** Takes its thread for as long as it runs. @throws AppError `validation` where the cost is beyond what is done for a file */
export async function argon2KeyOfFile(password: string, salt: Uint8Array, cost: Argon2Cost): Promise<Buffer> {
  refuseArgon2Cost(cost);
  return argon2Key(password, salt, cost);
}
