import direction from '@salesforce/label/c.Denwa_Call_Direction';
import durationLabel from '@salesforce/label/c.Denwa_Call_Duration';
import hours from '@salesforce/label/c.Denwa_Call_Hours';
import line from '@salesforce/label/c.Denwa_Call_Line';
import minutes from '@salesforce/label/c.Denwa_Call_Minutes';
import noCall from '@salesforce/label/c.Denwa_Call_No_Call';
import notRead from '@salesforce/label/c.Denwa_Call_Not_Read';
import number from '@salesforce/label/c.Denwa_Call_Number';
import queue from '@salesforce/label/c.Denwa_Call_Queue';
import recording from '@salesforce/label/c.Denwa_Call_Recording';
import result from '@salesforce/label/c.Denwa_Call_Result';
import seconds from '@salesforce/label/c.Denwa_Call_Seconds';
import untitled from '@salesforce/label/c.Denwa_Call_Untitled';

export const labels = { direction, duration: durationLabel, line, noCall, notRead, number, queue, recording, result, untitled };

const filled = (label, ...values) => values.reduce((text, value, at) => text.replace(`{${at}}`, String(value)), label);

/**
 * A duration in words; undefined where there is none.
 * @param {number | null | undefined} total seconds
 */
export function duration(total) {
  if (!Number.isFinite(total) || total < 0) return undefined;
  const whole = Math.round(total);
  if (whole < 60) return filled(seconds, whole);
  if (whole < 3600) return filled(minutes, Math.floor(whole / 60), whole % 60);
  return filled(hours, Math.floor(whole / 3600), Math.floor((whole % 3600) / 60));
}
