CREATE TABLE `change_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`was` text,
	`agenda_from` integer,
	`becomes` text,
	`agenda_to` integer,
	`state` text NOT NULL,
	`changed_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`sent` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `change_letters_event_id_number_unique` ON `change_letters` (`event_id`,`number`);--> statement-breakpoint
CREATE INDEX `change_letters_state_due_at_index` ON `change_letters` (`state`,`due_at`);--> statement-breakpoint
CREATE TABLE `draws` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`held_at` integer NOT NULL,
	`seed` text NOT NULL,
	`input` text NOT NULL,
	`drawn_order` text NOT NULL,
	`seated` text NOT NULL,
	`told` integer NOT NULL,
	`untold` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `draws_event_id_unique` ON `draws` (`event_id`);--> statement-breakpoint
CREATE INDEX `draws_untold_index` ON `draws` (`untold`);--> statement-breakpoint
CREATE TABLE `auto_reminders` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`kind` text NOT NULL,
	`on` integer NOT NULL,
	`days` integer NOT NULL,
	`time` text NOT NULL,
	`letter` text NOT NULL,
	`sent` integer NOT NULL,
	`last_at` integer,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `auto_reminders_event_id_kind_unique` ON `auto_reminders` (`event_id`,`kind`);--> statement-breakpoint
CREATE TABLE `seat_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`way` text NOT NULL,
	`organisation_limit` integer,
	`quotas` text NOT NULL,
	`drawn_at` integer,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `seat_rules_event_id_unique` ON `seat_rules` (`event_id`);--> statement-breakpoint
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