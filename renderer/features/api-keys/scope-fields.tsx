import { productScopes, type Product, type Scope } from '../../../shared/api-key.ts';
import { CheckField } from '../../components/field.tsx';
import styles from './api-keys.module.css';
import { emptyProducts, productNames, scopeGroups, scopeWords, type ScopeGroup } from './scope-words.ts';

export interface Granted {
  readonly scopes: readonly Scope[];
  readonly products: readonly Product[];
}

interface ScopeFieldsProps {
  granted: Granted;
  onChange: (granted: Granted) => void;
}

const toggled = <T,>(list: readonly T[], entry: T, on: boolean): T[] =>
  on ? [...list, entry] : list.filter((each) => each !== entry);

/** Scopes by product: a product's own box grants its whole bundle, each scope can be picked by itself. */
export function ScopeFields({ granted, onChange }: ScopeFieldsProps) {
  const pick = (product: Product, on: boolean) =>
    onChange({ ...granted, products: toggled(granted.products, product, on) });
  return (
    <div className={styles['scopes']}>
      <p className={styles['scopesTitle']}>
        Scopes. Without any, a key can ping and nothing else. It never does more than your own role.
      </p>
      {scopeGroups.map((group) => (
        <GroupFields
          key={group.name}
          group={group}
          granted={granted}
          onProduct={pick}
          onScope={(scope, on) => onChange({ ...granted, scopes: toggled(granted.scopes, scope, on) })}
        />
      ))}
      <fieldset className={styles['nothing']}>
        <legend className={styles['legend']}>
          Products without data here{' '}
          <span className={styles['muted']}>a key may carry them; they grant nothing</span>
        </legend>
        {emptyProducts.map((product) => (
          <CheckField
            key={product}
            label={productNames[product]}
            checked={granted.products.includes(product)}
            onChange={(event) => pick(product, event.target.checked)}
          />
        ))}
      </fieldset>
    </div>
  );
}

interface GroupFieldsProps {
  group: ScopeGroup;
  granted: Granted;
  onProduct: (product: Product, on: boolean) => void;
  onScope: (scope: Scope, on: boolean) => void;
}

function GroupFields({ group, granted, onProduct, onScope }: GroupFieldsProps) {
  const { name, product, about, scopes } = group;
  const bundled = new Set(granted.products.flatMap((each) => productScopes[each]));
  return (
    <fieldset className={styles['product']}>
      <legend className={styles['legend']}>
        {name} <span className={styles['muted']}>{about}</span>
      </legend>
      {product !== null && (
        <CheckField
          label={`All of ${name}`}
          hint={`Grants ${productScopes[product].join(', ')}`}
          checked={granted.products.includes(product)}
          onChange={(event) => onProduct(product, event.target.checked)}
        />
      )}
      {scopes.map((scope) => (
        <CheckField
          key={scope}
          label={<code>{scope}</code>}
          hint={scopeWords[scope]}
          checked={granted.scopes.includes(scope) || bundled.has(scope)}
          disabled={bundled.has(scope)}
          onChange={(event) => onScope(scope, event.target.checked)}
        />
      ))}
    </fieldset>
  );
}
