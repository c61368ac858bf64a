PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_published_agendas` (
	`event_id` text NOT NULL,
	`version` integer NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text,
	`items` text NOT NULL,
	PRIMARY KEY(`event_id`, `version`),
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_published_agendas`("event_id", "version", "published_at", "published_by", "items") SELECT "id", "version", "published_at", "published_by", "items" FROM `published_agendas`;--> statement-breakpoint
DROP TABLE `published_agendas`;--> statement-breakpoint
ALTER TABLE `__new_published_agendas` RENAME TO `published_agendas`;--> statement-breakpoint
PRAGMA foreign_keys=ON;