import styles from './setting-group.module.css';

/** Classes of what settings are made of: a group, its heading, small words, a field with its button beside it. */
export const {
  group: settingGroup,
  heading: settingHeading,
  note: settingNote,
  inline: settingInline,
} = styles;
