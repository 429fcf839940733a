package dev.waymark.profile;

/**
 * Two profiles turned out to be one person. Fired inside the transaction that joins them, under both locks, before
 * any event of that transaction is told: each feature moves what it keeps for the loser to the winner.
 *
 * @param loser stays as a row that points at the winner; its events stay under it
 */
public record ProfilesMerged(ProfileId winner, ProfileId loser) {}
