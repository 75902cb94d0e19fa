package io.duecast.simulator;

/**
 * What a line waits for, in order. A second lot happens to some lines; remaking, its transport and
 * its inspection happen to goods that inspection refused.
 */
enum Phase {
  APPROVAL,
  CONFIRMATION,
  MAKING,
  SECOND_LOT,
  TRANSIT,
  INSPECTION,
  REMAKING,
  SECOND_TRANSIT,
  SECOND_INSPECTION,
  STOCKING
}
