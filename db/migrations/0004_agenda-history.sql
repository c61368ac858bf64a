CREATE TABLE `agenda_edits` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`item_id` text NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`details` text NOT NULL,
	`people` text NOT NULL,
	`from` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `agenda_edits_event_id_at_index` ON `agenda_edits` (`event_id`,`at`);--> statement-breakpoint
CREATE INDEX `agenda_edits_event_id_item_id_index` ON `agenda_edits` (`event_id`,`item_id`);--> statement-breakpoint
CREATE TABLE `agenda_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`at` integer NOT NULL,
	`cause` text NOT NULL,
	`people` text NOT NULL,
	`items` text NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `agenda_versions_event_id_at_index` ON `agenda_versions` (`event_id`,`at`);