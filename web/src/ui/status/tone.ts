/** The five meanings a status may have, the same on every page. */
export type Tone = 'waiting' | 'good' | 'attention' | 'stopped' | 'ended';
