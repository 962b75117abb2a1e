import type { Scope } from '../../../shared/api-key.ts';
import { CheckField } from '../../components/field.tsx';
import styles from './api-keys.module.css';
import { productScopes, scopeWords, servedScopes } from './scope-words.ts';

interface ScopeFieldsProps {
  chosen: readonly Scope[];
  onChange: (scopes: Scope[]) => void;
}

/** Scopes by product; a product's own box grants all of it. */
export function ScopeFields({ chosen, onChange }: ScopeFieldsProps) {
  const has = (scope: Scope) => chosen.includes(scope);
  const toggle = (scope: Scope, on: boolean) =>
    onChange(on ? [...chosen, scope] : chosen.filter((each) => each !== scope));
  return (
    <div className={styles['scopes']}>
      <p className={styles['scopesTitle']}>
        Scopes. Without any, a key can ping and nothing else. It never does more than your own role.
      </p>
      {productScopes.map(({ product, about, scopes }) => (
        <fieldset key={product} className={styles['product']}>
          <legend className={styles['legend']}>
            {product} <span className={styles['muted']}>{about}</span>
          </legend>
          {scopes.map((scope) => (
            <CheckField
              key={scope}
              label={<code>{scope}</code>}
              hint={servedScopes.has(scope) ? scopeWords[scope] : `${scopeWords[scope]} (not served yet)`}
              checked={has(scope)}
              onChange={(event) => toggle(scope, event.target.checked)}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}
