-- following a changed rule touches one column of nearly every row, and of no index: a page with room keeps the new
-- version of a row beside the old one
alter table evaluation set (fillfactor = 45);
