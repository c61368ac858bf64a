CREATE TABLE `attendances` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`invitation_id` text,
	`name` text,
	`organisation` text,
	`people` integer NOT NULL,
	`tap_id` text NOT NULL,
	`tapped_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attendances_event_id_index` ON `attendances` (`event_id`);--> statement-breakpoint
CREATE TABLE `closed_doors` (
	`event_id` text PRIMARY KEY NOT NULL,
	`closed_at` integer NOT NULL,
	`closed_by` text NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
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
CREATE UNIQUE INDEX `seat_rules_event_id_unique` ON `seat_rules` (`event_id`);