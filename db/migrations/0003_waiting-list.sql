ALTER TABLE `invitations` ADD `position` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `waiting_since` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `offered_until` integer;--> statement-breakpoint
CREATE INDEX `invitations_place_event_id_index` ON `invitations` (`place`,`event_id`);