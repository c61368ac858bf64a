CREATE TABLE `closed_tables` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`item_id` text NOT NULL,
	`closed_at` integer NOT NULL,
	`closed_by` text NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `closed_tables_event_id_item_id_unique` ON `closed_tables` (`event_id`,`item_id`);--> statement-breakpoint
CREATE TABLE `table_places` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`invitation_id` text NOT NULL,
	`item_id` text NOT NULL,
	`place` text NOT NULL,
	`people` integer NOT NULL,
	`position` integer,
	`waiting_since` integer,
	`offered_until` integer,
	`revision` integer NOT NULL,
	`chosen_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `table_places_invitation_id_item_id_unique` ON `table_places` (`invitation_id`,`item_id`);--> statement-breakpoint
CREATE INDEX `table_places_event_id_index` ON `table_places` (`event_id`);